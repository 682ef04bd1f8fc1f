/** What stands for account and region where there is none; SQS and SNS parts are fixed by the emulator. */
export const account = '000000000000';
export const region = 'local-1';

export const arn = {
  queue: (name: string): string => `arn:aws:sqs:${region}:${account}:${name}`,
  topic: (name: string): string => `arn:aws:sns:${region}:${account}:${name}`,
  table: (name: string): string => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  lambda: (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`,
  bucket: (name: string): string => `arn:aws:s3:::${name}`,
  key: (id: string): string => `arn:aws:kms:${region}:${account}:key/${id}`,
  secret: (name: string): string => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-local`,
} as const;

/** The environment by which any AWS SDK client in any process finds the embedded cloud. */
export const endpointEnvironment = (at: {
  dynamodb: string;
  messaging: string;
  services?: string;
}): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: at.dynamodb,
  AWS_ENDPOINT_URL_DYNAMODB_STREAMS: at.dynamodb,
  AWS_ENDPOINT_URL_SQS: at.messaging,
  AWS_ENDPOINT_URL_SNS: at.messaging,
  AWS_ENDPOINT_URL_S3: at.messaging,
  ...(at.services === undefined
    ? {}
    : { AWS_ENDPOINT_URL_KMS: at.services, AWS_ENDPOINT_URL_SECRETS_MANAGER: at.services }),
});
