import { delivered, full, signed, t } from './lives.ts';
import { coordinator, dispatcher } from './people.ts';
import { minute } from './policies.ts';
import type { Session } from './session.ts';

export const phone = { person: 'li-na' };
export const answer = (entry: number, confirms: boolean) => ({ do: 'answer-phone-entry', entry, confirms }) as const;
export const rule = (entry: number, stands: boolean) => ({ do: 'rule-phone-entry', entry, stands }) as const;

/** Signed for by telephone a minute after the issue: event 4. */
export const signedByPhone = (): Session => {
  const session = delivered();
  session.act(coordinator, { do: 'acknowledge', phone }, t(minute));
  return session;
};

/** Executed and reported by telephone after five minutes: events 5 and 6, one call. */
export const reportedByPhone = (): Session => {
  const session = signed();
  session.act(dispatcher, { do: 'report', onward: 0, stated: full(t(3 * minute)), phone }, t(5 * minute));
  return session;
};
