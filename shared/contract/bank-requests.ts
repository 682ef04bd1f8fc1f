import { marks } from '../domain/instruction.ts';
import { checkedItems, missingItems, outcomes } from '../domain/outcomes.ts';
import { strict } from './codes.ts';
import {
  AccountNumber,
  BankCode,
  choice,
  Fen,
  Instant,
  listOf,
  Name,
  NonNegativeFen,
  ResultCode,
  shortText,
  YesOrNo,
} from './fields.ts';
import { namesOf } from './rows.ts';

/** A freeze or stop of another organ that stands in the way. */
const PriorFreeze = strict({
  organ: Name,
  mode: choice(['limited', 'whole']),
  until: Instant.optional(),
  amount: Fen.optional(),
});

/** What the bank found and did. Amounts in fen; `executedAt` is the bank's own time (t5). */
export const DisposalRequest = strict({
  outcome: namesOf(outcomes),
  /** The platform's four-digit result code. */
  code: ResultCode,
  executedAt: Instant,
  applied: Fen.optional(),
  caught: NonNegativeFen.optional(),
  /** Before the stop. */
  balanceBefore: NonNegativeFen.optional(),
  /** Which of the four checked items differed; never the real value. */
  mismatch: namesOf(checkedItems).optional(),
  prior: PriorFreeze.optional(),
  technicalReason: shortText(500).optional(),
  businessReason: shortText(500).optional(),
}).meta({ id: 'Disposal', description: 'What the bank found and did' });

/** Where money went on from the target. */
export const OnwardTransfer = strict({
  amount: Fen,
  at: Instant,
  serial: shortText(64).optional(),
  /** Absent where the bank cannot tell the payee. */
  to: strict({
    account: AccountNumber,
    holder: Name.optional(),
    bank: BankCode.optional(),
    bankName: Name.optional(),
  }).optional(),
}).meta({ id: 'OnwardTransfer' });

export const ReportRequest = strict({
  onwardTransfers: listOf(OnwardTransfer, 0, 1000).default([]),
  remark: shortText(500).optional(),
  /** The result, where the bank reports it in the same breath. */
  disposal: DisposalRequest.optional(),
}).meta({ id: 'Report' });

export const EmptyRequest = strict({});
export const MarkRequest = strict({ mark: namesOf(marks) });
export const ReturnRequest = strict({ missing: namesOf(missingItems), note: shortText(500).optional() });
export const WithdrawalAnswerRequest = strict({ executed: YesOrNo, note: shortText(500).optional() });
export const PhoneAnswerRequest = strict({ confirms: YesOrNo, note: shortText(500).optional() });
export const ReleaseRequest = strict({ releasedAt: Instant });
