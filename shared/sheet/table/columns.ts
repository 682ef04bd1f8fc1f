/** One field of a row, and the headers under which it is found. */
export interface Column {
  readonly zh: string;
  readonly en: string;
  readonly required?: true;
  /** Merged downwards over several rows, it holds for each of them. Never true of what belongs to one transfer. */
  readonly perCase?: true;
  /** Headers, the most telling first: where a sheet has two of them, the first is read. */
  readonly names: readonly string[];
  /** Headers that say so little (电话 may be the officer's) that they count only in the column after one of the victim's. */
  readonly afterVictim?: readonly string[];
}

const each = (owners: readonly string[], things: readonly string[]): string[] =>
  owners.flatMap(owner => things.map(thing => `${owner}${thing}`));

const victims = ['被害人', '受害人', '报案人', '事主'];
const targets = [
  '止付',
  '止付账户',
  '涉案',
  '涉案账户',
  '嫌疑人',
  '嫌疑人账户',
  '涉诈',
  '收款',
  '收款人',
  '收款账户',
  '收款方',
  '对方',
  '转入',
  '汇入',
];
const sources = ['转出', '汇出', '付款', '付款人', '付款方', ...victims];
const moves = ['转账', '交易', '汇款', '转款', '付款'];
const numbers = ['账户', '账号', '账户号码', '银行账户', '银行账号', '卡号', '银行卡', '银行卡号', '账卡号', '卡账号'];

const idKinds = ['证件类型', '证件种类'];
const idNumbers = ['身份证号', '身份证号码', '身份证', '证件号', '证件号码', '公民身份号码'];
const phones = ['电话', '联系电话', '电话号码', '手机', '手机号', '手机号码', '联系方式'];

/** Every field the reader knows. Headers are compared without blanks, marks and what stands in brackets; 帐 is read as 账. */
export const columns = {
  incidentNumber: {
    zh: '警情编号',
    en: 'incident number',
    required: true,
    perCase: true,
    names: [
      '警情编号',
      '警情号',
      '接警编号',
      '接警单号',
      '接警单编号',
      '案件编号',
      '案件号',
      '案号',
      '案事件编号',
      '立案编号',
    ],
  },
  victimName: {
    zh: '被害人',
    en: 'victim',
    required: true,
    perCase: true,
    names: [...victims, ...each(victims, ['姓名', '名称'])],
  },
  victimIdType: {
    zh: '证件类型',
    en: 'id type',
    perCase: true,
    names: each(victims, idKinds),
    afterVictim: idKinds,
  },
  victimIdNumber: {
    zh: '被害人身份证号',
    en: 'victim id number',
    perCase: true,
    names: each(victims, idNumbers),
    afterVictim: idNumbers,
  },
  victimPhone: {
    zh: '被害人电话',
    en: 'victim telephone',
    perCase: true,
    names: each(victims, phones),
    afterVictim: phones,
  },
  targetNumber: {
    zh: '止付账户',
    en: 'account to stop',
    required: true,
    perCase: true,
    names: [...each([...targets, ''], numbers), '止付账户', '嫌疑账户', '目标账户'],
  },
  targetType: {
    zh: '账户类型',
    en: 'account type',
    perCase: true,
    names: each(['', '止付', '涉案', '收款'], ['账户类型', '账号类型', '账户类别', '类型']).filter(
      name => name !== '类型',
    ),
  },
  targetName: {
    zh: '户名',
    en: 'account holder',
    required: true,
    perCase: true,
    names: [
      '止付户名',
      '户名',
      '账户名',
      '账户名称',
      '开户名',
      '开户人',
      '开户人姓名',
      ...each(targets, ['户名', '账户名', '账户名称', '名称', '姓名', '开户名']),
      '收款人',
      '收款方',
      '持卡人',
      '持卡人姓名',
    ],
  },
  bank: {
    zh: '开户行',
    en: 'bank',
    perCase: true,
    names: [
      ...each([...targets, ''], ['开户行', '开户银行', '银行', '行', '开户机构', '银行名称', '开户行名称']).filter(
        name => name !== '行',
      ),
      '所属银行',
      '账户开户行',
      '归属行',
      '发卡行',
      '开户网点',
    ],
  },
  amount: {
    zh: '金额（元）',
    en: 'amount in yuan',
    required: true,
    names: [...each(moves, ['金额']), '金额', '被骗金额', '止付金额', '涉案金额', '损失金额'],
  },
  transferTime: {
    zh: '转账时间',
    en: 'time of the transfer',
    required: true,
    names: [...each(moves, ['时间', '日期时间', '时刻']), '被骗时间', '到账时间'],
  },
  transferDay: { zh: '转账日期', en: 'day of the transfer', names: each(moves, ['日期']) },
  serial: {
    zh: '流水号',
    en: 'transaction serial',
    names: [
      ...each([...moves, ''], ['流水号', '流水', '订单号', '单号', '凭证号']).filter(name => name !== '单号'),
      '交易参考号',
    ],
  },
  fromAccount: { zh: '转出账户', en: 'from account', perCase: true, names: each(sources, numbers) },
  fromName: {
    zh: '转出户名',
    en: 'from holder',
    perCase: true,
    names: [...each(sources, ['户名', '账户名', '账户名称']), '付款人', '汇款人', '转账人'],
  },
  fromBank: {
    zh: '转出银行',
    en: 'from bank',
    perCase: true,
    names: each(sources, ['银行', '开户行', '开户银行', '行']),
  },
  channel: { zh: '交易渠道', en: 'channel', perCase: true, names: each(moves, ['渠道', '方式', '途径']) },
  reportedAt: {
    zh: '报案时间',
    en: 'time of the report',
    perCase: true,
    names: ['报案时间', '报警时间', '接警时间', '报案日期', '报警日期'],
  },
  urgency: { zh: '紧急程度', en: 'urgency', perCase: true, names: ['紧急程度', '紧急级别', '缓急程度', '是否加急'] },
  formNumber: {
    zh: '申请表编号',
    en: 'application form number',
    perCase: true,
    names: ['申请表编号', '申请表号', '止付申请表编号', '紧急止付申请表编号', '申请书编号', '文书编号', '文书号'],
  },
  remark: { zh: '备注', en: 'remark', perCase: true, names: ['备注', '备注说明', '说明', '备考'] },
} as const satisfies Readonly<Record<string, Column>>;

export type FieldName = keyof typeof columns;

export const fieldNames = Object.keys(columns).filter((name): name is FieldName => Object.hasOwn(columns, name));

export const columnOf = (field: FieldName): Column => columns[field];
