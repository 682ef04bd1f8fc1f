import type { IssueRequest } from '../contract/issue-request.ts';

/** Banks write one number in several ways; those of wallets are names, in which a dash or a dot may tell two apart. */
const folded = (number: string): string => number.replace(/[\s_-]/g, '').toUpperCase();

/**
 * What identifies a target within its legal person, however it was typed; a transaction's payee is known only by its serial.
 * For the fingerprint alone: what is signed stays as it was said.
 */
export const accountNumber = ({ target }: Pick<IssueRequest, 'target'>): string => {
  switch (target.type) {
    case 'transaction-serial':
      return `${target.institution}/${folded(target.serial)}`;
    case 'wallet':
      return `wallet/${target.number.toUpperCase()}`;
    case 'merchant':
      return `merchant/${folded(target.number)}`;
    case 'card':
    case 'account':
      return `account/${folded(target.number)}`;
  }
};
