import type { Step } from '../domain/advance.ts';
import { isOpen, type Order, type Progress } from '../domain/instruction.ts';
import { dueAttributes, sealDay } from './deadline-index.ts';
import { keys } from './keys.ts';

const workAttributes = (order: Order, { state }: Progress): Record<string, string> =>
  isOpen(state) ? { openUnit: order.unit, openBank: order.bank } : {};

/** The moving item, with what puts it into the indexes of open work, deadlines and days. `head` is the hash of its last event. */
export const stateRow = (order: Order, progress: Progress, head: string, now: number): Record<string, unknown> => {
  const { dueAt, ...rest } = progress;
  return {
    ...keys.state(order.id),
    ...rest,
    head,
    ...dueAttributes(order.id, dueAt, now),
    ...workAttributes(order, progress),
    sealDay: sealDay(order.id, progress.at),
  };
};

export const holdRow = (hold: NonNullable<Step['hold']>, now: number): Record<string, unknown> => {
  const { dueAt, ...rest } = hold;
  return { ...keys.hold(hold.id), ...rest, ...dueAttributes(hold.id, dueAt, now) };
};
