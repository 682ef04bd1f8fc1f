import type { IssueRequest } from '../contract/issue-request.ts';

/** What identifies a target within its legal person; a transaction's payee is known only by its serial. */
export const accountNumber = ({ target }: Pick<IssueRequest, 'target'>): string =>
  target.type === 'transaction-serial'
    ? `${target.institution}/${target.serial}`
    : `${target.type === 'card' ? 'account' : target.type}/${target.number}`;
