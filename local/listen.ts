import type { Server } from 'node:http';
import { Fault } from '../shared/domain/fault.ts';

export interface Listening {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** @throws Fault invalid/port-in-use */
export async function listen(
  server: Server,
  { port, host, part }: { port: number; host: string; part: string },
): Promise<Listening> {
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new Fault('invalid', 'port-in-use', { port, part }, { cause }) : cause),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
