import type { Answer, Asking } from '../http/caller.ts';
import { Outline } from '../http/views.ts';
import type { Player } from '../scenario/cast.ts';
import type { Entry, Journal } from './journal.ts';
import { callOf, type Line } from './phone-line.ts';

export interface LiaisonDeps {
  readonly coordinator: Player | undefined;
  readonly journal: Journal;
  readonly call: (player: Player, method: 'GET' | 'POST', path: string, asking?: Asking) => Promise<Answer>;
  readonly pause: (ms: number) => Promise<void>;
  readonly everyMs: number;
}

export interface LiaisonDesk {
  /** What the liaison point has to do about an instruction; it ends when that is done or the instruction has ended. */
  readonly attend: (entry: Entry, id: string, line: Line) => Promise<void>[];
}

const disputes = ({ timeline }: Outline): number[] => {
  const ruled = new Set(timeline.flatMap(({ type, data }) => (type === 'phone-ruled' ? [data.entry] : [])));
  return timeline.flatMap(({ type, data }) =>
    type === 'phone-disputed' && !ruled.has(data.entry) ? [Number(data.entry)] : [],
  );
};

/** The coordinator of the liaison point: rings banks that have not signed, and rules on returns and entries that are contested. */
export const liaisonDesk = ({ coordinator, journal, call, pause, everyMs }: LiaisonDeps): LiaisonDesk => {
  const attend: LiaisonDesk['attend'] = (entry, id, line) => {
    const { phone, returns } = entry.plan.work;
    if (!coordinator) return [];
    const path = `/police/instructions/${id}`;

    const look = async (): Promise<Outline> => Outline.parse((await call(coordinator, 'GET', path)).body);
    const tell = async (about: string, body: unknown): Promise<void> => {
      const { status, code } = await call(coordinator, 'POST', `${path}/${about}`, { body });
      if (status >= 400) journal.trouble(entry, `liaison ${about}: ${status} ${code ?? ''}`);
    };
    const when = async (wanted: (seen: Outline) => boolean): Promise<Outline | undefined> => {
      while (!entry.left) {
        const seen = await look();
        if (wanted(seen)) return seen;
        await pause(everyMs);
      }
      return undefined;
    };

    const ring = async (afterMs: number): Promise<void> => {
      await pause(afterMs);
      await tell('phone-entries', { call: callOf(entry), said: { do: 'acknowledge' } });
      line.desk.rung(entry, id);
    };
    const ruleReturn = async (ruling: 'stands' | 'falls', afterMs: number): Promise<void> => {
      if (!(await when(({ contested }) => contested))) return;
      await pause(afterMs);
      await tell('ruling', { returnStands: ruling === 'stands', reason: '经核对材料裁定' });
    };
    const ruleEntries = async (ruling: 'stands' | 'falls', afterMs: number, entries: number): Promise<void> => {
      for (let ruled = 0; ruled < entries; ) {
        const seen = await when(outline => disputes(outline).length > 0);
        if (!seen) return;
        if (ruled === 0) await pause(afterMs);
        for (const n of disputes(seen)) {
          await tell(`phone-entries/${n}/ruling`, { stands: ruling === 'stands', reason: '经核对通话录音裁定' });
          ruled += 1;
        }
      }
    };

    return [
      ...(phone?.by === 'liaison' ? [ring(phone.afterMs)] : []),
      ...(phone?.bank === 'disputes'
        ? [ruleEntries(phone.ruling, phone.rulingAfterMs, phone.by === 'liaison' ? 1 : 3)]
        : []),
      ...(returns?.police === 'contest' ? [ruleReturn(returns.ruling, returns.rulingAfterMs)] : []),
    ];
  };
  return { attend };
};
