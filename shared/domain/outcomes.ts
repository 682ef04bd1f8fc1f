/**
 * What a bank may say of a stop, with the platform's result codes (domain facts 6.7).
 * `holds` leaves a hold; `blame` is false where the refusal is the bank's duty; `resend` lets police correct and try again without using a stop.
 */
export const outcomes = {
  full: { zh: '足额止付', en: 'stopped in full', codes: ['0000'], holds: true, blame: false, resend: false },
  partial: {
    zh: '余额不足，已止付',
    en: 'stopped, balance short',
    codes: ['1200'],
    holds: true,
    blame: false,
    resend: false,
  },
  empty: {
    zh: '余额为零，已止付',
    en: 'stopped, account empty',
    codes: ['0000', '1200'],
    holds: true,
    blame: false,
    resend: false,
  },
  'already-stopped': {
    zh: '平台指令已止付',
    en: 'already stopped by our order over the platform',
    codes: ['1301'],
    holds: true,
    blame: false,
    resend: false,
  },
  'prior-freeze': {
    zh: '在先冻结',
    en: 'frozen earlier by another organ',
    codes: ['1302', '1303'],
    holds: false,
    blame: false,
    resend: false,
  },
  mismatch: {
    zh: '核对不一致',
    en: 'verification mismatch',
    codes: ['0100', '0199', '0200', '0299', '0300', '0301', '0304', '0399', '0800', '0801', '0802', '0899'],
    holds: false,
    blame: false,
    resend: true,
  },
  'white-listed': {
    zh: '白名单账户',
    en: 'white-listed account',
    codes: ['0302'],
    holds: false,
    blame: false,
    resend: false,
  },
  'count-exceeded': {
    zh: '止付次数超限',
    en: 'stop count exceeded',
    codes: ['1304'],
    holds: false,
    blame: false,
    resend: false,
  },
  'technical-failure': {
    zh: '技术原因失败',
    en: 'technical failure',
    codes: ['1000', '1099', '1100', '1101', '1199', '1300', '1399'],
    holds: false,
    blame: true,
    resend: false,
  },
} as const;

export type Outcome = keyof typeof outcomes;

/** The four items a bank checks (86号 二(一)2); a mismatch names one, never the real value. */
export const checkedItems = { name: '户名', account: '账号', amount: '汇款金额', time: '交易时间' } as const;
export type CheckedItem = keyof typeof checkedItems;

/** What a returned instruction may lack. */
export const missingItems = {
  'form-missing': '缺紧急止付申请表',
  'form-unreadable': '申请表无法辨认',
  'victim-id-missing': '缺被害人身份证明',
  'officer-missing': '缺两名民警信息',
  'account-incomplete': '账号不完整',
  'name-missing': '缺户名',
  'transfer-missing': '缺转账金额或时间',
  'wrong-bank': '非本行账户',
  'signature-invalid': '签章校验不通过',
} as const;
export type MissingItem = keyof typeof missingItems;

export const codeFits = (outcome: Outcome, code: string): boolean =>
  (outcomes[outcome].codes as readonly string[]).includes(code);
