import * as z from 'zod';

const name = z.string().min(1);

/** The parts of functions' environments; each function's own `env.ts` picks from here, and its construct is typed by that. */
export const env = {
  ledger: { LEDGER_TABLE: name },
  directory: { DIRECTORY_TABLE: name },
  /** The one issuer whose tokens are accepted, and the audience they must name. */
  identity: { OIDC_ISSUER: z.url(), OIDC_AUDIENCE: name },
  /** KMS key id (or ARN) of the ES256 key that signs instructions, receipts and daily heads. */
  signing: { SIGNING_KEY: name },
  /** Secret that holds `{ current, [version]: key }`, the HMAC keys of account fingerprints. */
  fingerprints: { FINGERPRINT_SECRET: name },
  intake: { INTAKE_QUEUE: z.url() },
  deadlines: { DEADLINES_QUEUE: z.url() },
  instructions: { INSTRUCTIONS_TOPIC: name },
  events: { EVENTS_TOPIC: name },
  /** Queue URL of each channel, as a JSON object. */
  channels: { CHANNEL_QUEUES: z.string().transform(text => z.record(z.string(), z.url()).parse(JSON.parse(text))) },
  /** Which channel this worker serves. */
  channel: { CHANNEL: z.enum(['console', 'webhook']) },
  /** Prefix of the secrets that sign webhooks, one a bank: `{ secrets: [newest, older?] }`; `private` lets them reach private addresses. */
  webhooks: { WEBHOOK_SECRETS: name, WEBHOOK_ADDRESSES: z.enum(['public', 'private']) },
  heads: { HEADS_BUCKET: name },
  /** IANA zone in which the county's days begin and end. */
  zone: { COUNTY_ZONE: name },
} as const;
