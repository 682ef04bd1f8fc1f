import { describe, expect, it } from 'vitest';
import { IssueRequest } from '../../../shared/contract/issue-request.ts';
import { groupRows, type SheetInstruction } from '../../../shared/sheet/group-rows.ts';
import { card, good, readTable, table } from './samples.ts';

const officer = { name: '林浩然', idType: '10', idNumber: '037117' };
const iso = (at: number) => new Date(at).toISOString();

/** The request that a spreadsheet's instruction becomes once the officers and the form are added. */
const request = ({ victim, target, transfers, ...rest }: SheetInstruction) => ({
  kind: 'stop',
  incidentNumber: rest.incidentNumber,
  bank: rest.bankCode,
  urgency: rest.urgency,
  reportedAt: iso(rest.reportedAt ?? 0),
  victim: {
    name: victim.name,
    ...(victim.idType && { id: { type: victim.idType, number: victim.idNumber } }),
    ...(victim.phone && { phone: victim.phone }),
  },
  target: { type: target.type, number: target.number, holder: target.name },
  transfers: transfers.map(({ amountFen, at, serial, fromAccount, fromName, fromBank, channel }) => ({
    amount: amountFen,
    at: iso(at),
    ...(serial && { serial }),
    ...(fromAccount && { from: { account: fromAccount, holder: fromName, bank: fromBank } }),
    ...(channel && { channel }),
  })),
  officers: { handling: officer, assisting: { ...officer, name: '周思远', idNumber: '037118' } },
  form: { type: 'form', number: rest.formNumber, sha256: '0'.repeat(64) },
  reason: '电信网络诈骗',
  ...(rest.remark && { remark: rest.remark }),
});

describe('what a spreadsheet gives', () => {
  it('is what the contract takes, from values at the edge of what is read', async () => {
    const full = {
      ...good,
      警情编号: 'JQ-2026 – 1120',
      被害人: `张${'\u061c三\u2028'.repeat(3)}`,
      流水号: `S${'9'.repeat(63)}`,
      转出账户: '6217-0012-3456-7890',
      转出户名: '张\u202e三',
      转出银行: '建行\t青禾支行',
      交易渠道: '手机银行\n转账',
      报案时间: '2026年11月20日 15时10分',
      申请表编号: '青公（刑）止〔2026〕17号',
      备注: `备${'\ud800'}注`,
    };
    const others = [
      { ...full, 警情编号: 'JQ2026', 被害人身份证号: 'E1234567', 被害人证件类型: '护照', 被害人电话: '0635-5550117' },
      { ...full, 警情编号: 'JQ2027', 止付账户: '801020_100421', 金额: '1000亿' },
      { ...full, 警情编号: 'JQ2028', 止付账户: card('999000', 16), 开户行: '农商行', 金额: '0.01' },
    ];
    const { rows, problems } = await readTable(table({ ...full, 被害人证件类型: '' }, ...others));
    expect(problems).toEqual([]);
    for (const instruction of groupRows(rows)) {
      const { error } = IssueRequest.safeParse(request(instruction));
      expect(error?.issues ?? []).toEqual([]);
    }
    expect(rows).toHaveLength(4);
  });
});
