import type { Charged } from '../../shared/domain/charging.ts';
import type { EventType } from '../../shared/domain/events.ts';
import type { Flag, Mark } from '../../shared/domain/instruction.ts';

export const eventNames: Readonly<Record<EventType, string>> = {
  issued: '签发',
  dispatched: '派出',
  delivered: '送达',
  'endpoint-down': '银行接口不通',
  paged: '呼叫值班人员',
  acknowledged: '签收',
  'taken-over': '接手',
  marked: '标注',
  returned: '退回补正',
  contested: '对退回有异议',
  ruled: '裁定',
  resent: '补正后重发',
  'transfer-added': '补充转账',
  disposed: '处置',
  reported: '反馈',
  'withdrawal-asked': '要求撤回',
  'withdrawal-answered': '答复撤回',
  withdrawn: '撤回',
  'paper-filed': '补交手续',
  'platform-recorded': '登记平台申请编号',
  'phone-confirmed': '确认电话代录',
  'phone-disputed': '否认电话代录',
  'phone-ruled': '裁定电话代录',
  'phone-lapsed': '电话代录逾期未答',
  warned: '期限将至',
  breached: '超过期限',
  reminded: '催办',
  'step-due': '升级呼叫',
  'step-skipped': '略过一级呼叫',
  'dispatch-due': '再次派出',
  'hold-expired': '止付到期',
  released: '解除止付',
  closed: '办结',
  rejected: '未被接受',
};

export const markWords: Readonly<Record<Mark, string>> = { 'head-office': '已转总行', 'under-review': '待行内复核' };

export const flagWords: Readonly<Record<Flag, string>> = {
  'after-withdrawal': '撤回后执行',
  'after-return': '退回后执行',
  'third-stop': '第三次止付',
  differs: '前后不一致',
  'code-unusual': '结果码少见',
  'unconfirmed-phone': '电话代录未确认',
};

export const chargedNames: Readonly<Record<Charged, string>> = {
  system: '系统',
  bank: '银行',
  'bank-head-office': '银行总行',
  police: '公安',
  liaison: '联络点',
  nobody: '不计',
};
