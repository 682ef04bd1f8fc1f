import type { idTypes } from '../contract/fields.ts';
import type { ReasonCode } from './reasons.ts';
import type { FieldName } from './table/columns.ts';

/** A bank as the spreadsheet reader knows it; `cardPrefixes` are the first digits of its cards (BIN). */
export interface SheetBank {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly cardPrefixes: readonly string[];
}

/** Code of an identity document in the contract's table. */
export type IdType = keyof typeof idTypes;

export interface SheetVictim {
  readonly name: string;
  readonly idType?: IdType;
  readonly idNumber?: string;
  readonly phone?: string;
}

export interface SheetTarget {
  readonly type: 'card' | 'account';
  readonly number: string;
  readonly name: string;
}

/** One transfer of the victim's money. */
export interface SheetTransfer {
  readonly amountFen: number;
  /** Epoch ms. */
  readonly at: number;
  readonly serial?: string;
  readonly fromAccount?: string;
  readonly fromName?: string;
  readonly fromBank?: string;
  readonly channel?: string;
}

/** What a row says, in the system's terms. */
export interface RowContent {
  readonly incidentNumber: string;
  readonly victim: SheetVictim;
  readonly target: SheetTarget;
  readonly bankCode: string;
  readonly transfer: SheetTransfer;
  readonly urgency: 'normal' | 'urgent';
  /** Of the application form for the stop (紧急止付申请表). */
  readonly formNumber?: string;
  /** t0, the victim's report; epoch ms. */
  readonly reportedAt?: number;
  readonly remark?: string;
}

export interface SheetRow extends RowContent {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** SHA-256 of the content: the same row gives the same key in any file, at any place. */
  readonly rowKey: string;
}

export interface SheetProblem {
  readonly code: ReasonCode;
  readonly reason: { readonly zh: string; readonly en: string };
  /** Absent where the file as a whole is at fault. */
  readonly row?: number;
  readonly cell?: string;
  readonly field?: FieldName;
  /** Banks that may have been meant. */
  readonly candidates?: readonly { readonly code: string; readonly name: string }[];
}

/** What was left out on purpose, so that nobody wonders. */
export interface SheetSkip {
  readonly why:
    | 'above-header'
    | 'repeated-header'
    | 'example'
    | 'total'
    | 'note'
    | 'unused-column'
    | 'hidden-sheet'
    | 'other-sheet';
  readonly row?: number;
  readonly cell?: string;
  /** Of the column or the worksheet. */
  readonly label?: string;
}

export interface ReadSheetOptions {
  /** IANA zone of times that name none. */
  readonly zone: string;
  readonly banks: readonly SheetBank[];
  /** Epoch ms; nothing may lie after it. */
  readonly now: number;
}

export interface SheetResult {
  /** Name of the worksheet that was read; empty for a text file. */
  readonly sheet: string;
  readonly rows: readonly SheetRow[];
  readonly problems: readonly SheetProblem[];
  readonly skipped: readonly SheetSkip[];
}
