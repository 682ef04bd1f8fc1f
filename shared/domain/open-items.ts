import type { Progress } from './instruction.ts';

/** Whatever keeps a reported instruction from closing. */
export const openItems = (progress: Progress): string[] => [
  ...(progress.paperDueAt === undefined ? [] : ['late-papers']),
  ...(progress.phone.length === 0 ? [] : ['phone-entry']),
  ...(progress.withdrawalAskedAt === undefined ? [] : ['withdrawal']),
  ...(progress.releaseProposed ? ['release'] : []),
];
