import { Fault } from '../../shared/domain/fault.ts';
import type { Deployment } from './deployment.ts';

/** Dead letters, and where replaying takes them. */
export interface DeadQueue {
  /** As the runbook heading names it. */
  readonly name: string;
  readonly from: string;
  /** The queue they belong to; absent for batches of the stream, which are published anew. */
  readonly to?: string;
}

/** `FollowUps` → `follow-ups`; a bank's code stays as it is. */
const dashed = (name: string): string =>
  name.startsWith('Direct')
    ? `direct-${name.slice('Direct'.length)}`
    : name.replace(/(?!^)[A-Z]/g, letter => `-${letter}`).toLowerCase();

/** Every queue of dead letters that the outputs of a deployment name. */
export const deadQueues = ({ outputs, output }: Deployment): DeadQueue[] =>
  Object.keys(outputs).flatMap((key): DeadQueue[] => {
    if (key === 'RelayFailures') return [{ name: 'relay-events-failures', from: output(key) }];
    const [, kind, name = ''] = /^(DeadLetters|Undelivered)(.+)$/.exec(key) ?? [];
    if (!kind) return [];
    const ending = kind === 'DeadLetters' ? 'dead-letters' : 'undelivered';
    return [{ name: `${dashed(name)}-${ending}`, from: output(key), to: output(`Queue${name}`) }];
  });

/** The queue somebody means, by its heading or the start of it. @throws Fault invalid/usage-queue */
export const queueNamed = (queues: readonly DeadQueue[], said: string): DeadQueue => {
  const wanted = said.toLowerCase();
  const names = ({ name }: DeadQueue): boolean =>
    [name, name.replace(/-(dead-letters|failures)$/, '')].some(each => each.toLowerCase() === wanted);
  const found = queues.find(names);
  if (!found) throw new Fault('invalid', 'usage-queue', { known: queues.map(({ name }) => name).join(' ') });
  return found;
};
