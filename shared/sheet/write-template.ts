import writeXlsx, { type Row, type SheetData } from 'write-excel-file/universal';
import { columnOf, type FieldName } from './table/columns.ts';

interface TemplateColumn {
  readonly field: FieldName;
  readonly hint: string;
  readonly example: string;
  readonly width: number;
}

const columns: readonly TemplateColumn[] = [
  { field: 'incidentNumber', hint: '6-40 位字母、数字', example: '示例（导入时跳过）', width: 22 },
  { field: 'victimName', hint: '姓名', example: '张三', width: 12 },
  { field: 'victimIdType', hint: '不填为身份证', example: '居民身份证', width: 14 },
  { field: 'victimIdNumber', hint: '文本格式，18 位', example: '11010519491231002X', width: 22 },
  { field: 'victimPhone', hint: '手机或座机', example: '0635-5550117', width: 16 },
  { field: 'targetNumber', hint: '卡号或账号，文本格式', example: '9990001234567890121', width: 26 },
  { field: 'targetType', hint: '卡 / 账户；对公账号填“账户”', example: '卡', width: 16 },
  { field: 'targetName', hint: '收款人或单位全称', example: '李四', width: 16 },
  { field: 'bank', hint: '银行名、简称或支行', example: '工行青禾支行', width: 24 },
  { field: 'amount', hint: '如 50000、5万、￥50,000.00', example: '50000.00', width: 18 },
  { field: 'transferTime', hint: '如 2026-11-20 15:03', example: '2026-11-20 15:03', width: 20 },
  { field: 'serial', hint: '同时同额的两笔须填', example: 'S202611200001', width: 22 },
  { field: 'fromAccount', hint: '被害人付款账户', example: '9990001234567890139', width: 26 },
  { field: 'fromName', hint: '付款户名', example: '张三', width: 12 },
  { field: 'fromBank', hint: '付款银行', example: '农商行', width: 18 },
  { field: 'channel', hint: '如 手机银行', example: '手机银行', width: 12 },
  { field: 'reportedAt', hint: '被害人报案时间', example: '2026-11-20 15:10', width: 20 },
  { field: 'urgency', hint: '正常 / 加急', example: '加急', width: 10 },
  { field: 'formNumber', hint: '紧急止付申请表编号', example: 'ZF20261120001', width: 20 },
  { field: 'remark', hint: '选填', example: '虚构数据，仅作示范', width: 24 },
];

/** Rows that come ready as text, so that a spreadsheet leaves card numbers, ids and times as they are typed. */
const blankRows = 300;

const title: Row = [
  {
    value: '止付指令导入模板：带 * 为必填；一行一笔转账；号码列已设为文本，请勿改为数字',
    columnSpan: columns.length,
    fontWeight: 'bold',
    height: 28,
    alignVertical: 'center',
  },
];
const hints: Row = columns.map(({ hint }) => ({ value: hint, textColor: '#666666', fontStyle: 'italic', wrap: true }));
const header: Row = columns.map(({ field }) => ({
  value: `${columnOf(field).zh}${columnOf(field).required ? ' *' : ''}`,
  fontWeight: 'bold',
  backgroundColor: '#DDE7F3',
  borderStyle: 'thin',
}));
const example: Row = columns.map(({ example: value }) => ({ value, type: String, format: '@', textColor: '#999999' }));
const blank: Row = columns.map(() => ({ type: String, format: '@' }));

/** An empty `.xlsx` to fill in: title, hints, header, one invented row that an import passes over, and rows formatted as text. */
export const writeTemplate = async (): Promise<Uint8Array<ArrayBuffer>> => {
  const data: SheetData = [title, hints, header, example, ...Array.from({ length: blankRows }, () => blank)];
  const widths = columns.map(({ width }) => ({ width }));
  const file = writeXlsx(data, { sheet: '止付指令', columns: widths, stickyRowsCount: 3 });
  return new Uint8Array(await (await file.toBlob()).arrayBuffer());
};
