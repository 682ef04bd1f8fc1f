import { t } from './lives.ts';
import { platform } from './people.ts';
import { second } from './policies.ts';
import type { Session } from './session.ts';

/** Seconds after the issue and number of each step that became due. */
export const steps = (session: Session) =>
  session.of('step-due').flatMap(({ at, data }) => (data.again ? [] : [[(at - t(0)) / second, data.step]]));

/** Time passes, and every page is accepted soon after it went out. */
export const acceptAll = (session: Session, until: number): Session => {
  for (let at = session.progress.at; at < until; at += 10 * second) {
    session.passTo(at);
    session.act(platform, { do: 'deliver', by: 'page' }, at);
  }
  return session;
};
