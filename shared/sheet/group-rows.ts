import { present } from './present.ts';
import type { RowContent, SheetRow, SheetTarget, SheetTransfer, SheetVictim } from './row.ts';
import { sha256 } from './sha256.ts';

/** One instruction to one bank about one account in one incident, with every transfer the rows name. */
export interface SheetInstruction {
  /** Idempotency key of the instruction; it depends on which rows there are and not on their order. */
  readonly key: string;
  readonly incidentNumber: string;
  readonly victim: SheetVictim;
  readonly target: SheetTarget;
  readonly bankCode: string;
  readonly urgency: 'normal' | 'urgent';
  readonly formNumber?: string;
  /** The earliest report that a row names. */
  readonly reportedAt?: number;
  readonly remark?: string;
  /** In the order of their times; `rowKey` and `row` are those of the row. */
  readonly transfers: readonly (SheetTransfer & Pick<SheetRow, 'row' | 'rowKey'>)[];
}

export const instructionOf = ({ incidentNumber, bankCode, target }: RowContent): string =>
  JSON.stringify([incidentNumber, bankCode, target.number]);

/** One row gives its own key; several, a key of theirs that does not depend on their order. */
const joinKeys = (rows: readonly SheetRow[]): string => {
  const [first, ...others] = rows.map(row => row.rowKey).toSorted();
  return first !== undefined && others.length === 0 ? first : sha256(['sheet-rows-1', first, ...others].join());
};

const merge = (rows: readonly SheetRow[], first: SheetRow): SheetInstruction => {
  const reports = rows.flatMap(({ reportedAt }) => reportedAt ?? []);
  const remarks = new Set(rows.flatMap(({ remark }) => remark ?? []));
  const identified = rows.find(({ victim }) => victim.idNumber !== undefined) ?? first;
  const phone = rows.find(({ victim }) => victim.phone !== undefined)?.victim.phone;
  return {
    key: joinKeys(rows),
    incidentNumber: first.incidentNumber,
    victim: { ...identified.victim, ...present({ phone }) },
    target: first.target,
    bankCode: first.bankCode,
    urgency: rows.some(row => row.urgency === 'urgent') ? 'urgent' : 'normal',
    ...present({
      formNumber: rows.find(row => row.formNumber !== undefined)?.formNumber,
      reportedAt: reports.length > 0 ? Math.min(...reports) : undefined,
      remark: remarks.size > 0 ? [...remarks].join('；') : undefined,
    }),
    transfers: rows.map(({ transfer, row, rowKey }) => ({ ...transfer, row, rowKey })),
  };
};

/** Rows of the same incident, bank and account are transfers of one instruction; a row that comes twice counts once. */
export const groupRows = (rows: readonly SheetRow[]): SheetInstruction[] => {
  const once = [...new Map(rows.map(row => [row.rowKey, row])).values()];
  const sorted = once.toSorted((a, b) => a.transfer.at - b.transfer.at || (a.rowKey < b.rowKey ? -1 : 1));
  const groups = Map.groupBy(sorted, instructionOf);
  return [...groups.values()].flatMap(group => group.slice(0, 1).map(first => merge(group, first)));
};
