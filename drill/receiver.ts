import { createServer, type IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import type { County } from '../shared/contract/county.ts';
import type { Notice, Notices } from './play.ts';

/** Where pages arrive that are sent to organisations' own addresses. */
export interface Receiver {
  /** The address of an organisation, for its contacts in the county file. */
  readonly addressOf: (org: string) => string;
  readonly notices: Notices;
  /** Pages whose signature did not hold. */
  readonly refused: () => number;
  readonly stop: () => Promise<void>;
}

export interface ReceiverOptions {
  /** @default a free one */
  readonly port?: number;
  /** The secret an organisation shares with the system; without one its pages are taken as they come. */
  readonly secretOf?: (org: string) => string | undefined;
}

const Page = z.looseObject({ data: z.looseObject({ id: z.string() }) });

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const holds = (secret: string | undefined, text: string, { headers }: IncomingMessage): boolean => {
  if (secret === undefined) return true;
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  try {
    new Webhook(secret).verify(text, Object.fromEntries(given));
    return true;
  } catch {
    return false;
  }
};

/** Receives pages for all organisations, each at its own path, and checks who signed them. */
export const startReceiver = async ({ port = 0, secretOf }: ReceiverOptions = {}): Promise<Receiver> => {
  const listeners = new Set<(notice: Notice) => void>();
  let refused = 0;
  const server = createServer(async (request, response) => {
    const to = (request.url ?? '/').slice(1);
    const text = await textOf(request);
    if (!holds(secretOf?.(to), text, request)) {
      refused += 1;
      response.writeHead(401).end();
      return;
    }
    response.writeHead(204).end();
    const { id } = Page.parse(JSON.parse(text)).data;
    for (const hear of listeners) hear({ to, id });
  });
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    addressOf: org => `http://127.0.0.1:${bound}/${org}`,
    notices: heard => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    refused: () => refused,
    stop: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

/** The county with the first officer of every bank, and the first on duty at every police unit, paged at the receiver. */
export const pagedAt = (county: County, { addressOf }: Receiver): County => ({
  ...county,
  organisations: county.organisations.map(org => {
    const role = org.kind === 'bank' ? 'A' : 'duty';
    if (org.kind !== 'bank' && org.kind !== 'police') return org;
    const first = org.people.find(({ roles }) => roles.includes(role));
    const contact = { channel: 'webhook', address: addressOf(org.code), verified: true } as const;
    return { ...org, people: org.people.map(one => (one === first ? { ...one, contacts: [contact] } : one)) };
  }),
});
