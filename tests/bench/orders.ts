import { bank } from './bench-county.ts';

let serial = 0;

/** An order on a new account each time. */
export const order = (incidentNumber: string) => {
  serial += 1;
  const minutesAgo = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();
  return {
    kind: 'stop',
    incidentNumber,
    bank,
    urgency: 'urgent',
    reportedAt: '2026-11-01T00:00:00Z',
    victim: { name: '王小明' },
    target: {
      type: 'account',
      number: `6230650${String(process.pid).padStart(7, '0')}${String(serial).padStart(7, '0')}`,
      holder: '李四',
    },
    transfers: [{ amount: 5_000_000, at: minutesAgo(20) }],
    officers: {
      handling: { name: '林浩然', idType: '10', idNumber: '371522' },
      assisting: { name: '周思远', idType: '10', idNumber: '371523' },
    },
    form: { type: 'form', number: 'ZF-001', sha256: '0'.repeat(64) },
    reason: '冒充客服诈骗',
  };
};
