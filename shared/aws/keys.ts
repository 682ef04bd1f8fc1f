/** Primary keys of the ledger; no personal data in any. */
export const number = (n: number): string => String(n).padStart(6, '0');

const instructionPk = (id: string): string => `INS#${id}`;
export const idOf = (pk: string): string => pk.slice(pk.indexOf('#') + 1);

export const keys = {
  body: (id: string) => ({ pk: instructionPk(id), sk: 'BODY' }),
  state: (id: string) => ({ pk: instructionPk(id), sk: 'STATE' }),
  hold: (id: string) => ({ pk: instructionPk(id), sk: 'HOLD' }),
  event: (id: string, n: number) => ({ pk: instructionPk(id), sk: `EVT#${number(n)}` }),
  secret: (id: string, n: number) => ({ pk: instructionPk(id), sk: `PRIV#${number(n)}` }),
  secretPiece: (id: string, n: number, at: number) => ({
    pk: instructionPk(id),
    sk: `PRIV#${number(n)}#${String(at).padStart(3, '0')}`,
  }),
  page: (id: string, cause: number, person: string, channel: string) => ({
    pk: instructionPk(id),
    sk: `PAGE#${number(cause)}#${person}#${channel}`,
  }),
  caseOf: (caseId: string) => ({ pk: `CASE#${caseId}`, sk: 'CASE' }),
  account: (fingerprint: string) => ({ pk: `ACC#${fingerprint}`, sk: 'ACCOUNT' }),
  command: (org: string, key: string) => ({ pk: `KEY#${org}#${key}`, sk: 'KEY' }),
  seen: (org: string, person: string) => ({ pk: `SEEN#${org}`, sk: person }),
  sweep: () => ({ pk: 'SWEEP', sk: 'CURSOR' }),
  sealed: () => ({ pk: 'SEALED', sk: 'CURSOR' }),
} as const;

export const eventNumber = (sk: string): number => Number(sk.slice('EVT#'.length));
