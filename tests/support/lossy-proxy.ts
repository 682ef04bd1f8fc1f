import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LossyProxy {
  readonly url: string;
  /** Answers that a server had given and nobody received. */
  readonly lost: () => number;
  /** Nobody gets through until `open`. */
  readonly close: () => void;
  readonly open: () => void;
  readonly stop: () => Promise<void>;
}

/** Passes requests on to a server, and loses the answer of every `nth` command after the server has carried it out. */
export async function startLossyProxy(target: string, nth: number): Promise<LossyProxy> {
  let commands = 0;
  let lost = 0;
  let closed = false;
  const server = createServer((incoming, outgoing) => {
    if (closed) {
      incoming.socket.destroy();
      return;
    }
    if (incoming.method === 'POST') commands += 1;
    const loses = incoming.method === 'POST' && commands % nth === 0;
    const { method, headers, url = '/' } = incoming;
    const passed = ask(new URL(url, target), { method, headers: { ...headers, connection: 'close' } }, answer => {
      if (loses) {
        answer.resume().on('end', () => incoming.socket.destroy());
        lost += 1;
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => incoming.socket.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    lost: () => lost,
    close: () => {
      closed = true;
      server.closeAllConnections();
    },
    open: () => {
      closed = false;
    },
    stop: () =>
      new Promise(stopped => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
