import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { TestCounty } from './county.ts';

/** The secret that every organisation of a test shares with the system. */
export const webhookSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

/** Gives every organisation of a county that secret. */
export async function shareWebhookSecret({
  cloud,
  county,
}: Pick<TestCounty, 'county'> & {
  readonly cloud: Pick<TestCounty['cloud'], 'environment' | 'outputs'>;
}): Promise<void> {
  const { AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint = '', AWS_REGION: region = '' } = cloud.environment;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SecretsManagerClient({ endpoint, region, credentials });
  const SecretString = JSON.stringify({ secrets: [webhookSecret] });
  for (const { code } of county.organisations)
    await client.send(new CreateSecretCommand({ Name: `${cloud.outputs.WebhookSecrets}/${code}`, SecretString }));
  client.destroy();
}
