import type { Core } from '../core/core.ts';
import type { BankDesk } from './bank-desk.ts';
import type { Entry } from './journal.ts';

/** The telephone line to a bank, with its core system at the other end. */
export interface Line {
  readonly core: Core;
  readonly desk: BankDesk;
}

/** Who answered, at which number, and what was read back. */
export const callOf = ({ plan }: Entry) => ({
  person: plan.bank.officers[0]?.person,
  number: '0635-5550142',
  readBack: plan.target.number.slice(-4),
});
