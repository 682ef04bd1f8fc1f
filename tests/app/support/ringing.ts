import { runDeadline } from '../../../shared/app/run-deadline.ts';
import type { Happened } from '../../../shared/domain/events.ts';
import type { Rig } from './rig.ts';

/** Lets the next timer of an instruction ring, at its time or now if that is over. */
export const ring = async (rig: Rig, id: string): Promise<void> => {
  const { round, dueAt } = (await rig.read(id)).progress;
  if (dueAt === null) throw new Error(`nothing is due on ${id}`);
  rig.clock.set(Math.max(rig.clock.now(), dueAt));
  await runDeadline(rig.deps, { id, part: 'STATE', round, dueAt });
};

/** Lets timers ring until one makes this event; gives its number. */
export const ringUntil = async (rig: Rig, id: string, type: Happened['type']): Promise<number> => {
  for (;;) {
    const found = (await rig.events(id)).findLast(e => e.type === type);
    if (found) return found.n;
    await ring(rig, id);
  }
};
