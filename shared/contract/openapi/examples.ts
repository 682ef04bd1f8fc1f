/** Invented people, accounts and papers. */
export const issueExample = {
  kind: 'stop',
  incidentNumber: 'J371500202603020017',
  bank: 'QHRCB',
  urgency: 'urgent',
  reportedAt: '2026-03-02T09:02:00+08:00',
  victim: { name: '王小明', id: { type: '01', number: '11010519491231002X' }, phone: '13800005550' },
  target: { type: 'account', number: '1611030119200012345', holder: '赵铁柱' },
  transfers: [
    {
      amount: 5_000_000,
      at: '2026-03-02T08:47:31+08:00',
      serial: '202603020000471155',
      from: { account: '6222020000000012345', holder: '王小明', bank: '中国工商银行青禾支行' },
      channel: '手机银行',
    },
  ],
  officers: {
    handling: { name: '林浩然', idType: '10', idNumber: '037117', phone: '0635-5550110' },
    assisting: { name: '周思远', idType: '10', idNumber: '037128' },
  },
  form: { type: 'form', number: '青公（反诈）止付〔2026〕0017号', sha256: '5'.repeat(64) },
  reason: '冒充客服诈骗，被害人转账后发现被骗',
} as const;

export const transferExample = {
  transfer: { amount: 1_200_000, at: '2026-03-02T08:55:02+08:00', serial: '202603020000471902' },
  remark: '被害人补充提供',
} as const;

export const disposalExample = {
  outcome: 'partial',
  code: '1200',
  executedAt: '2026-03-02T09:16:40+08:00',
  applied: 5_000_000,
  caught: 3_180_000,
  balanceBefore: 3_180_000,
} as const;

export const reportExample = {
  onwardTransfers: [
    {
      amount: 1_820_000,
      at: '2026-03-02T08:52:10+08:00',
      serial: 'QH20260302085210000031',
      to: { account: '6217000000000067890', holder: '孙小梅', bankName: '青禾村镇银行' },
    },
    { amount: 20_000, at: '2026-03-02T08:53:00+08:00' },
  ],
  remark: '其余款项在我行柜台前已转出',
} as const;

export const phoneExample = {
  call: { person: 'QHRCB-01', number: '0635-5550117', readBack: '3TB0' },
  said: { do: 'acknowledge' },
} as const;
