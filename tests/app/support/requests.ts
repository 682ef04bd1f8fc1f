import type * as z from 'zod';
import { IssueRequest } from '../../../shared/contract/issue-request.ts';

let count = 0;

/** A number that no other test of the run uses. */
export const fresh = (): string => {
  count += 1;
  return String(count).padStart(6, '0');
};

export interface Ask {
  readonly incident?: string;
  readonly account?: string;
  readonly bank?: string;
  readonly urgency?: 'urgent' | 'normal';
  readonly transfers?: readonly { readonly amount: number; readonly at: string; readonly serial?: string }[];
  readonly more?: Readonly<Record<string, unknown>>;
}

export const reportedAt = '2026-11-01T01:30:00Z';
export const paidAt = '2026-11-01T01:10:00Z';

/** A stop-payment as police ask for it, of a case and an account of its own unless they are given. */
export const request = ({
  incident = `JQ2026112000${fresh()}`,
  account = `6230650000${fresh()}`,
  bank = 'QHRCB',
  urgency = 'urgent',
  transfers = [{ amount: 5_000_000, at: paidAt, serial: `S${fresh()}` }],
  more = {},
}: Ask = {}): IssueRequest =>
  IssueRequest.parse({
    kind: 'stop',
    incidentNumber: incident,
    bank,
    urgency,
    reportedAt,
    victim: { name: '王小明' },
    target: { type: 'account', number: account, holder: '李四' },
    transfers: [...transfers],
    officers: {
      handling: { name: '林浩然', idType: '10', idNumber: '371522' },
      assisting: { name: '周思远', idType: '10', idNumber: '371523' },
    },
    form: { type: 'form', number: `ZF-${fresh()}`, sha256: '0'.repeat(64) },
    reason: '冒充客服诈骗',
    ...more,
  } satisfies z.input<typeof IssueRequest>);

/** A command that says what it says under a key of its own. */
export const command = (key = `key-${fresh()}-${fresh()}`, body: unknown = key) => ({
  org: 'QHGA',
  key,
  bodyHash: JSON.stringify(body),
});
