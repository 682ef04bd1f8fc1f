import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { ThreadFaults } from '../functions/protocol.ts';
import { seeded, seedFor } from './seeded.ts';

const reset = (): Error => Object.assign(new Error('connection reset by fault injection'), { code: 'ECONNRESET' });

/** The service did what was asked; the caller sees the connection break in place of the answer. */
function loseAnswer(sent: http.ClientRequest): void {
  const emit = sent.emit.bind(sent);
  sent.emit = (name: string | symbol, ...args: unknown[]): boolean => {
    if (name !== 'response') return emit(name, ...args);
    emit('error', reset());
    sent.destroy();
    return true;
  };
}

type Kind = 'throttle' | 'fail' | 'lose' | 'hang' | 'die';

const header = (headers: unknown, name: string): string =>
  typeof headers === 'object' && headers !== null ? String(Reflect.get(headers, name) ?? '') : '';

/**
 * Spoils AWS calls of this thread: throttled, refused before it is sent (fail), carried out with the answer lost (lose),
 * never answered (hang), or the thread ends in its place (die).
 */
export function injectFaults(faults: ThreadFaults): void {
  const random = seeded(seedFor(faults.seed, String(faults.thread)));
  const kinds: Kind[] = ['throttle', 'fail', 'lose', 'hang', 'die'];
  let count = 0;
  const choose = (): Kind | undefined => {
    count += 1;
    if (faults.dieAt === count && faults.thread === 0) return 'die';
    let dice = random();
    for (const kind of kinds) {
      dice -= faults[kind] ?? 0;
      if (dice < 0) return kind;
    }
    return undefined;
  };

  const request = http.request;
  const spoiled = (...args: unknown[]): http.ClientRequest => {
    const [options] = args;
    const made = (): http.ClientRequest => Reflect.apply(request, http, args);
    if (
      typeof options !== 'object' ||
      options === null ||
      !header(Reflect.get(options, 'headers'), 'authorization').startsWith('AWS4-')
    )
      return made();
    const kind = choose();
    if (kind === undefined) return made();
    if (kind === 'die') process.exit(1);
    if (kind === 'throttle' || kind === 'hang') {
      const at = new URL(faults.address);
      const target = { host: at.hostname, hostname: at.hostname, port: Number(at.port), path: `/faults/${kind}` };
      return Reflect.apply(request, http, [{ ...options, ...target }, ...args.slice(1)]);
    }
    const sent = made();
    if (kind === 'fail') sent.destroy(reset());
    else loseAnswer(sent);
    return sent;
  };
  http.request = spoiled;
  syncBuiltinESMExports();
}
