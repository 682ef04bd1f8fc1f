import { createServer } from 'node:net';
import { Fault } from '../shared/domain/fault.ts';

const tryPort = (wanted: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(wanted, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });

/** A port of this machine that nothing listens on at this moment. */
export const freePort = (): Promise<number> => tryPort(0, '127.0.0.1');

/** Looks at all ports before anything is started on one. @throws Fault invalid/port-in-use naming the first that is taken */
export async function needFree(ports: Readonly<Record<string, number | undefined>>, host: string): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    if (port === undefined) continue;
    await tryPort(port, part === 'http' || part === 'identity' ? host : '127.0.0.1').catch((cause: unknown) => {
      throw new Fault('invalid', 'port-in-use', { port, part }, { cause });
    });
  }
}
