import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WebhookReceiver {
  readonly url: string;
  /** Resolves with the instant (performance.now) at which the first page of this instruction was accepted. */
  readonly accepted: (id: string) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** A bank's endpoint that accepts every page at once. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const arrivals = new Map<string, PromiseWithResolvers<number>>();
  const arrival = (id: string): PromiseWithResolvers<number> => {
    const known = arrivals.get(id) ?? Promise.withResolvers<number>();
    arrivals.set(id, known);
    return known;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(204).end();
      const { data } = JSON.parse(Buffer.concat(chunks).toString());
      arrival(data.id).resolve(performance.now());
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/pages`,
    accepted: id => arrival(id).promise,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
