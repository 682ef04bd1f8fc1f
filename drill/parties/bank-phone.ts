import { Detail, type Happening } from '../http/views.ts';
import type { WorkDeps } from './bank-work.ts';
import type { Entry } from './journal.ts';

export interface PhoneDeps extends WorkDeps {
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/** Entries of a call: the liaison point enters the signature; police the signature, the result and the report. */
const awaited = { liaison: 1, police: 3 } as const;

const enteredBy = (timeline: readonly Happening[]): number[] =>
  timeline.flatMap(({ byPhone, number }) => (byPhone ? [number] : []));

const ruledOn = (timeline: readonly Happening[]): number =>
  timeline.filter(({ type }) => type === 'phone-ruled').length;

/** How a bank treats what was entered for it after a call: it confirms or disputes each entry, and waits for the rulings. */
export const phoneAnswerer = ({ officers, call, pause, everyMs, signal, journal, bank }: PhoneDeps) => {
  const [officer] = officers;

  const timelineOf = async (id: string): Promise<readonly Happening[]> => {
    if (!officer) return [];
    const { status, body } = await call(officer, 'GET', `/bank/instructions/${id}`);
    return status === 200 ? Detail.parse(body).timeline : [];
  };

  const until = async (id: string, enough: (timeline: readonly Happening[]) => boolean) => {
    for (;;) {
      const timeline = await timelineOf(id);
      if (enough(timeline) || signal.aborted) return timeline;
      await pause(everyMs);
    }
  };

  return async (entry: Entry, id: string): Promise<void> => {
    const { phone } = entry.plan.work;
    if (!phone || !officer) return;
    await pause(phone.bankAfterMs);
    if (phone.bank === 'silent') return;
    const confirms = phone.bank === 'confirms';
    const entries = enteredBy(await until(id, timeline => enteredBy(timeline).length >= awaited[phone.by]));
    for (const number of entries) {
      const path = `/bank/instructions/${id}/phone-entries/${number}`;
      const { status, code } = await call(officer, 'POST', path, { body: { confirms } });
      if (status >= 400) journal.note(entry, `${bank} phone-entry ${number}: ${status} ${code ?? ''}`);
    }
    if (!confirms) await until(id, timeline => ruledOn(timeline) >= entries.length);
  };
};
