/**
 * List prices in US dollars, us-east-1, on demand, as published in 2026 (AWS pricing pages; DynamoDB after its halving of November 2024).
 * Free tiers and reserved capacity are left out. Prices move: look again before quoting a bill.
 */
export const prices = {
  asOf: '2026-06',
  dynamodbWrite: 0.625e-6,
  dynamodbRead: 0.125e-6,
  dynamodbGbMonth: 0.25 + 0.2,
  lambdaRequest: 0.2e-6,
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  sqsRequest: 0.4e-6,
  snsPublish: 0.5e-6,
  httpApiRequest: 1e-6,
  /** Signing with an ECC key. */
  kmsSign: 15e-6,
  kmsRequest: 3e-6,
  kmsKeyMonth: 1,
  secretMonth: 0.4,
  logsGb: 0.5,
  metricMonth: 0.3,
  alarmMonth: 0.1,
  dashboardMonth: 3,
} as const;

/**
 * What an AWS request takes inside a function on Lambda, in ms (medians published for requests within a region, rounded up), and what the
 * function itself computes. Durations measured on one machine say nothing about Lambda, so time is modelled from the requests counted.
 */
export const latencyMs = {
  dynamodb: 6,
  transaction: 14,
  sqs: 10,
  sns: 20,
  kms: 15,
  secretsmanager: 15,
  s3: 30,
  own: 12,
} as const;

/** What Lambda itself writes about an invocation, bytes: nothing at its log level of warnings. */
export const platformLogBytes = 0;
