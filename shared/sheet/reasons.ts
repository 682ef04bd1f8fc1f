import { limits } from './limits.ts';

/** Why a file, a row or a cell could not be taken. They name what is wrong and never repeat what the cell holds. */
export const reasons = {
  'empty-file': { zh: '文件是空的', en: 'the file is empty' },
  'file-too-large': { zh: '文件超过 10 MB', en: 'the file is larger than 10 MB' },
  'too-large': { zh: '文件内容过大，已停止读取', en: 'the file holds too much; reading was stopped' },
  'too-many-rows': {
    zh: `超过 ${limits.rows} 行，请拆分后分别导入`,
    en: `more than ${limits.rows} rows; split the file`,
  },
  macros: { zh: '不接受含宏的文件，请另存为 .xlsx', en: 'files with macros are refused; save as .xlsx' },
  'old-format': { zh: '不支持此旧格式，请另存为 .xlsx', en: 'this older format is not read; save as .xlsx' },
  'unknown-format': { zh: '只接受 .xlsx 和 .csv 文件', en: 'only .xlsx and .csv files are read' },
  encrypted: { zh: '文件有密码保护，请取消密码后再导入', en: 'the file is protected by a password; remove it first' },
  'wrong-extension': { zh: '文件内容与扩展名不符', en: 'the content does not match the extension' },
  'not-a-workbook': { zh: '压缩包内没有工作簿', en: 'there is no workbook in the file' },
  damaged: { zh: '文件损坏或不完整', en: 'the file is damaged or incomplete' },
  'unknown-encoding': { zh: '文字编码无法识别，请存为 UTF-8', en: 'the text encoding is unknown; save as UTF-8' },
  'no-header': {
    zh: '没有找到表头行（至少要有止付账户、金额等列）',
    en: 'no header row was found (columns such as 止付账户 and 金额)',
  },
  'missing-columns': { zh: '表头缺少列：{columns}', en: 'the header lacks columns: {columns}' },
  'duplicate-column': { zh: '同一列名出现两次', en: 'the same column appears twice' },

  missing: { zh: '必填项为空', en: 'a required value is missing' },
  formula: { zh: '单元格是公式，请粘贴为数值', en: 'the cell is a formula; paste it as a value' },
  'cell-error': { zh: '单元格是错误值', en: 'the cell holds a spreadsheet error' },
  'hidden-row': { zh: '此行被隐藏或筛选，未导入', en: 'the row is hidden or filtered out, and was not taken' },
  'too-long': { zh: '内容过长', en: 'the value is too long' },
  'is-date': { zh: '单元格被存为日期，请改为文本', en: 'the cell was turned into a date; format it as text' },
  'digits-lost': {
    zh: '号码被存为数字，末尾数字已丢失，请设为文本后重新录入',
    en: 'the number was stored as a numeric value and its last digits are lost; format as text and type it again',
  },
  'several-values': { zh: '一个单元格内有多个号码', en: 'one cell holds several numbers' },
  'not-an-account': { zh: '不是卡号或账号', en: 'not a card or account number' },
  'card-length': { zh: '卡号应为 15 至 19 位数字', en: 'a card number has 15 to 19 digits' },
  'card-check-digit': {
    zh: '卡号校验位不符，可能录入有误',
    en: 'the check digit of the card number is wrong; possibly a typing error',
  },
  'maybe-typo': {
    zh: '卡号校验位不符，可能录入有误；如确为账号，请在“账户类型”列填“账户”',
    en: 'fails the check digit of a card, possibly a typing error; if it is an account, put 账户 in the column 账户类型',
  },
  'account-type': { zh: '账户类型应为“卡”或“账户”', en: 'the account type is 卡 or 账户' },
  'bank-missing': {
    zh: '开户行为空，且卡号前缀无法判断银行',
    en: 'the bank is missing, and the card prefix does not tell it',
  },
  'bank-unknown': { zh: '名录中没有这家银行{near}', en: 'no such bank in the directory{near}' },
  'bank-ambiguous': { zh: '可能是多家银行{near}', en: 'this may be one of several banks{near}' },
  'bank-other-prefix': {
    zh: '卡号前缀属于另一家银行{near}，请核对开户行和卡号',
    en: 'the card prefix belongs to another bank{near}; check bank and card number',
  },
  'not-an-amount': { zh: '金额无法识别', en: 'not an amount' },
  'ambiguous-amount': { zh: '金额有歧义，请写全（如 53000）', en: 'the amount is ambiguous; write it out (53000)' },
  'not-positive': { zh: '金额必须大于零', en: 'the amount must be above zero' },
  'fraction-of-fen': { zh: '金额不足一分的部分无法处理', en: 'the amount has a fraction of a fen' },
  'amount-too-large': { zh: '金额过大', en: 'the amount is too large' },
  'foreign-currency': { zh: '只接受人民币', en: 'only RMB is accepted' },
  'not-a-time': {
    zh: '时间无法识别，请写成 2026-11-20 15:03',
    en: 'not a time; write it as 2026-11-20 15:03',
  },
  'number-not-date': {
    zh: '单元格是数字而不是日期，请设置为日期格式或写成 2026-11-20 15:03',
    en: 'the cell is a number and not a date; format it as a date or write 2026-11-20 15:03',
  },
  'no-year': { zh: '日期没有年份', en: 'the date has no year' },
  'short-year': { zh: '年份应为四位', en: 'the year must have four digits' },
  'day-order': {
    zh: '日月顺序有歧义，请把年份写在前面',
    en: 'the order of day and month is ambiguous; write the year first',
  },
  'no-date': { zh: '只有时刻，没有日期', en: 'a time of day without a date' },
  'no-clock': { zh: '只有日期，没有时分', en: 'a date without the time of day' },
  'impossible-date': { zh: '没有这个日期或时刻', en: 'no such date or time of day' },
  'clock-gap': {
    zh: '当地时钟跳过了这个时刻，请注明时区',
    en: 'local clocks skipped this time; give its offset',
  },
  'clock-twice': {
    zh: '当地时钟两次经过这个时刻，请注明时区',
    en: 'local clocks passed this time twice; give its offset',
  },
  future: { zh: '时间在将来', en: 'the time is in the future' },
  'not-a-name': { zh: '不是姓名或名称', en: 'not a name' },
  'id-invalid': {
    zh: '身份证号不正确（位数、日期或校验位）',
    en: 'not a valid resident id (length, date or check character)',
  },
  'id-type': { zh: '证件类型无法识别', en: 'unknown type of identity document' },
  'id-number': { zh: '证件号码格式不正确', en: 'not an identity document number' },
  'not-a-phone': { zh: '电话号码格式不正确', en: 'not a telephone number' },
  'incident-number': {
    zh: '警情编号应为 6 至 40 位字母、数字或连字符',
    en: 'an incident number has 6 to 40 letters, digits or dashes',
  },
  'not-a-reference': { zh: '编号格式不正确', en: 'not a reference number' },
  urgency: { zh: '紧急程度应为“正常”或“加急”', en: 'the urgency is 正常 or 加急' },
  'same-transfer': {
    zh: '与第 {row} 行是同一笔转账；如确为两笔，请填写流水号',
    en: 'the same transfer as row {row}; if there were two, give their serial numbers',
  },
  disagrees: {
    zh: '与第 {row} 行是同一案件、银行和账户，但此项不一致',
    en: 'same incident, bank and account as row {row}, but this value differs',
  },
} as const satisfies Readonly<Record<string, { zh: string; en: string }>>;

export type ReasonCode = keyof typeof reasons;

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(reasons, code);

/** The reason in both languages, its `{place}`s filled. */
export const reasonText = (code: ReasonCode, details: Readonly<Record<string, string | number>> = {}) => {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
  return { zh: fill(reasons[code].zh), en: fill(reasons[code].en) };
};
