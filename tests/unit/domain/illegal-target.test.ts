import { expect, it, vi } from 'vitest';
import { t } from './support/lives.ts';
import { officer } from './support/people.ts';
import { minute } from './support/policies.ts';
import { issued } from './support/session.ts';

vi.mock('../../../shared/domain/effects.ts', () => ({
  effect: (_order: object, progress: object) => ({ ...progress, state: 'closed' }),
}));

it('an effect that leads where the table does not is a defect, and nothing comes of it', () => {
  const session = issued();
  expect(() => session.act(officer, { do: 'acknowledge' }, t(minute))).toThrow('bug/illegal-target');
  expect(session.events).toHaveLength(1);
});
