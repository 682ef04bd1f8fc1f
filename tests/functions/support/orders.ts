let count = 0;

/** A number that no other order of this run has. */
export const fresh = (): string => {
  count += 1;
  return `${String(process.pid).padStart(7, '0')}${String(count).padStart(5, '0')}`;
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const transfer = (amount = 5_000_000) => ({ amount, at: ago(20), serial: `S${fresh()}` });

/** A stop-payment as it is posted, on a case and an account of its own unless they are given. */
export const order = (more: Readonly<Record<string, unknown>> = {}) => ({
  kind: 'stop',
  incidentNumber: `JQ${fresh()}`,
  bank: 'QHRCB',
  urgency: 'urgent',
  reportedAt: ago(10),
  victim: { name: '王小明' },
  target: { type: 'account', number: `62306509${fresh()}`, holder: '李四' },
  transfers: [transfer()],
  officers: {
    handling: { name: '林浩然', idType: '10', idNumber: '371522' },
    assisting: { name: '周思远', idType: '10', idNumber: '371523' },
  },
  form: { type: 'form', number: 'ZF-001', sha256: '0'.repeat(64) },
  reason: '冒充客服诈骗',
  ...more,
});

/** What a bank found and did, just now. */
export const disposal = (more: Readonly<Record<string, unknown>> = {}) => ({
  outcome: 'full',
  code: '0000',
  executedAt: new Date().toISOString(),
  caught: 5_000_000,
  ...more,
});

export const technicalFailure = () => ({
  outcome: 'technical-failure',
  code: '1000',
  executedAt: new Date().toISOString(),
  technicalReason: '核心系统维护',
});

export const call = { person: 'QHRCB-02', number: '0635-5550117', readBack: '4711' };
