import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { loadCounty, parseCounty } from '../shared/aws/load-county.ts';
import type { County } from '../shared/contract/county.ts';
import { type Cloud, type CloudOptions, startCloud } from './cloud.ts';
import { endings } from './endings.ts';
import { freePort, needFree } from './free-port.ts';
import { type Identity, startIdentity } from './identity/issuer.ts';

export interface LiaisonOptions extends Omit<CloudOptions, 'ports' | 'parameters'> {
  /** The county file. */
  readonly county: string;
  readonly ports?: CloudOptions['ports'] & { readonly identity?: number };
  /** The name by which browsers reach this machine. @default 127.0.0.1 */
  readonly hostname?: string;
}

export interface Liaison {
  readonly cloud: Cloud;
  readonly identity: Identity;
  readonly county: County;
  /** Where the HTTP API answers, by the name others use. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The whole of it on one machine: embedded cloud, issuer, and the county's people in the directory. */
export async function startLiaison({
  county: file,
  ports = {},
  hostname = '127.0.0.1',
  ...options
}: LiaisonOptions): Promise<Liaison> {
  const county = parseCounty(readFileSync(file, 'utf8'));
  await needFree(ports, options.host ?? '127.0.0.1');
  const { identity: wanted, ...others } = ports;
  const port = wanted ?? (await freePort());
  const issuer = `http://${hostname}:${port}`;
  const end = endings();
  try {
    const cloud = await startCloud({
      ...options,
      ports: others,
      parameters: { Issuer: issuer, WebhookAddresses: 'private' },
    });
    end.add(cloud.stop);
    const url = `http://${hostname}:${new URL(cloud.url).port}`;
    const { dataDir, host } = options;
    const identity = await startIdentity({
      county,
      port,
      issuer,
      redirects: [`${url}/signed-in`],
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(host === undefined ? {} : { host }),
    });
    end.add(identity.stop);
    await fillDirectory(cloud, county);
    return { cloud, identity, county, url, stop: end.end };
  } catch (error) {
    await end.end();
    throw error;
  }
}

async function fillDirectory({ environment, outputs }: Cloud, county: County): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await loadCounty(DynamoDBDocumentClient.from(client), outputs.DirectoryTable ?? '', county);
  client.destroy();
}
