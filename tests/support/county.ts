import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud.ts';
import { type Identity, startIdentity } from '../../local/identity/issuer.ts';
import { loadCounty, parseCounty } from '../../shared/aws/load-county.ts';
import type { County } from '../../shared/contract/county.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by path; the contract test proves their shape.
  readonly body: any;
}

export type Requester = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface TestCounty {
  readonly cloud: Cloud;
  readonly identity: Identity;
  readonly county: County;
  readonly db: DynamoDBDocumentClient;
  /** Sends requests as a person of the county file, by subject. */
  readonly as: (sub: string) => Requester;
  readonly asSystem: (clientId: string) => Requester;
  readonly stop: () => Promise<void>;
}

export const sampleCounty = (): County => parseCounty(readFileSync('config/sample-county.json', 'utf8'));

const requester =
  (url: string, token: () => Promise<string>): Requester =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };

/** The whole embedded cloud from the synthesized template, with a county and its people, behind a real issuer. */
export async function startCounty(options: Partial<CloudOptions> & { county?: County } = {}): Promise<TestCounty> {
  const { county = sampleCounty(), ...rest } = options;
  const identity = await startIdentity({ county });
  const cloud = await startCloud({
    templateDir: 'dist/cloud',
    parameters: { Issuer: identity.issuer, WebhookAddresses: 'private' },
    ...rest,
  });
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '', AWS_REGION: region = '' } = cloud.environment;
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  await loadCounty(db, cloud.outputs.DirectoryTable ?? '', county);
  const tokens = new Map<string, Promise<string>>();
  const remembered = (name: string, ask: () => Promise<string>) => (): Promise<string> => {
    const known = tokens.get(name) ?? ask();
    tokens.set(name, known);
    return known;
  };
  return {
    cloud,
    identity,
    county,
    db,
    as: sub =>
      requester(
        cloud.url,
        remembered(sub, () => identity.personToken(sub)),
      ),
    asSystem: clientId =>
      requester(
        cloud.url,
        remembered(clientId, () => identity.systemToken(clientId)),
      ),
    stop: async () => {
      client.destroy();
      await cloud.stop();
      await identity.stop();
    },
  };
}
