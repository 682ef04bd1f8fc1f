import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CloudOptions } from '../../local/cloud.ts';
import type { County } from '../../shared/contract/county.ts';
import { sampleCounty, startCounty, type TestCounty } from '../support/county.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export interface BenchCounty extends TestCounty {
  readonly webhook: WebhookReceiver;
}

/** The bank whose system accepts webhooks in the benchmarks. */
export const bank = 'QHRCB';

const withWebhook = (county: County, url: string): County => ({
  ...county,
  organisations: county.organisations.map(org =>
    org.code === bank
      ? {
          ...org,
          people: org.people.map(person => ({
            ...person,
            contacts: person.roles.includes('A') ? [{ channel: 'webhook' as const, address: url, verified: true }] : [],
          })),
        }
      : org,
  ),
});

/** A county with data on disk whose first bank is reached by webhook; the process's AWS environment points at its cloud. */
export async function startBenchCounty(options: Partial<CloudOptions>): Promise<BenchCounty> {
  const webhook = await startWebhookReceiver();
  // Beside the sources and not in a temporary folder, which may be memory.
  mkdirSync('dist', { recursive: true });
  const dataDir = mkdtempSync(join('dist', 'bench-'));
  const county = await startCounty({ dataDir, ...options, county: withWebhook(sampleCounty(), webhook.url) });
  Object.assign(process.env, county.cloud.environment);
  const secrets = new SecretsManagerClient({});
  const Name = `${county.cloud.outputs.WebhookSecrets}/${bank}`;
  const SecretString = JSON.stringify({ secrets: [`whsec_${Buffer.alloc(24, 7).toString('base64')}`] });
  await secrets.send(new CreateSecretCommand({ Name, SecretString }));
  return {
    ...county,
    webhook,
    stop: async () => {
      await county.stop();
      await webhook.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
