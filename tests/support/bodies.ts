let last = 0;

const next = (): string => {
  last += 1;
  return `${process.pid % 10_000}${String(last).padStart(5, '0')}`;
};

/** ISO 8601 with the county's offset, so many seconds ago. */
export const ago = (seconds: number): string =>
  new Date(Date.now() - seconds * 1000 + 8 * 3_600_000).toISOString().replace('Z', '+08:00');

export const anotherAccount = (): string => `62306599${next()}`;
export const anotherIncident = (): string => `J371522${next()}`;

export const sha256 = 'c'.repeat(64);

export const officers = {
  handling: { name: '林浩然', idType: '10', idNumber: '037117', phone: '0635-5550110' },
  assisting: { name: '周思远', idType: '10', idNumber: '037128' },
};

/** A body of POST /police/instructions about an account of its own; `change` replaces members. */
export const stop = (change: Record<string, unknown> = {}) => ({
  kind: 'stop',
  incidentNumber: anotherIncident(),
  bank: 'QHRCB',
  urgency: 'urgent',
  reportedAt: ago(600),
  victim: { name: '王小明', id: { type: '01', number: '11010519491231002X' }, phone: '13800005550' },
  target: { type: 'account', number: anotherAccount(), holder: '赵铁柱' },
  transfers: [{ amount: 5_000_000, at: ago(900), serial: `S${next()}` }],
  officers,
  form: { type: 'form', number: '青公（反诈）止付〔2026〕0017号', sha256 },
  reason: '冒充客服诈骗',
  ...change,
});

export const disposal = (change: Record<string, unknown> = {}) => ({
  outcome: 'full',
  code: '0000',
  executedAt: ago(0),
  applied: 5_000_000,
  caught: 5_000_000,
  balanceBefore: 6_000_000,
  ...change,
});
