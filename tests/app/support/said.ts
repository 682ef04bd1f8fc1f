import type { Act } from '../../../shared/domain/act.ts';

/** The bank stopped all of it, and says so in one breath. */
export const stopped = (executedAt: number): Act => ({
  do: 'report',
  onward: 0,
  stated: { outcome: 'full', code: '0000', executedAt, caught: 5_000_000 },
});

/** The bank could not stop it. */
export const refused = (executedAt: number): Act => ({
  do: 'report',
  onward: 0,
  stated: { outcome: 'technical-failure', code: '1000', executedAt },
});
