import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
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

const patienceMs = 2_000;

async function becomesFree(port: number, host: string): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await pause(50)) {
    try {
      await tryPort(port, host);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/**
 * Looks at ports before anything is started on one; waits a moment for one that an ending process still holds.
 * @throws Fault invalid/port-in-use naming the first that stays taken
 */
export async function needFree(ports: Readonly<Record<string, number | undefined>>, host: string): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    if (port === undefined) continue;
    await becomesFree(port, part === 'http' || part === 'identity' ? host : '127.0.0.1').catch((cause: unknown) => {
      throw new Fault('invalid', 'port-in-use', { port, part }, { cause });
    });
  }
}
