import { describe, expect, it } from 'vitest';
import { groupRows } from '../../../shared/sheet/group-rows.ts';
import { card, complaints, good, readTable, readText, type TableRow, table } from './samples.ts';

const at = (time: string) => ({ ...good, 转账时间: `2026-11-20 ${time}` });
const rowsOf = async (...rows: readonly TableRow[]) => (await readTable(table(...rows))).rows;

describe('a row’s key', () => {
  it('depends on what the row says and not on how or where it is written', async () => {
    const [first] = await rowsOf(good);
    const [, second] = await rowsOf(at('15:04'), {
      ...good,
      止付账户: good.止付账户.replace(/(.{4})/g, '$1 '),
      开户行: '中国工商银行',
      金额: '￥50,000.00',
      转账时间: '2026年11月20日 15时03分',
      被害人: '张　三',
    });
    expect(second?.rowKey).toBe(first?.rowKey);
    const [fromText] = (await readText(`${Object.keys(good)}\n${Object.values(good)}`)).rows;
    expect(fromText?.rowKey).toBe(first?.rowKey);
  });

  it('changes with anything the row says', async () => {
    const changes: TableRow[] = [
      good,
      { ...good, 金额: '50001' },
      { ...good, 转账时间: '2026-11-20 15:04' },
      { ...good, 止付账户: card('6212261') },
      { ...good, 警情编号: 'JQ20261120000018' },
      { ...good, 被害人电话: '13800138001', 警情编号: 'JQ20261120000019' },
      { ...good, 备注: '补充', 警情编号: 'JQ20261120000019', 转账时间: '2026-11-20 15:05' },
    ];
    const rows = await rowsOf(...changes);
    expect(rows).toHaveLength(changes.length);
    expect(new Set(rows.map(({ rowKey }) => rowKey)).size).toBe(changes.length);
  });
});

describe('instructions', () => {
  it('join the transfers to one account of one incident, in the order of their times', async () => {
    const rows = await rowsOf(
      { ...at('15:05'), 紧急程度: '加急', 备注: '第二笔' },
      { ...good, 警情编号: 'JQ20261120000018' },
      { ...at('15:03'), 报案时间: '2026-11-20 15:30', 备注: '第一笔' },
      { ...at('15:04'), 报案时间: '2026-11-20 15:20', 申请表编号: 'ZF1' },
    );
    const instructions = groupRows(rows);
    expect(instructions.map(({ transfers }) => transfers.map(({ row }) => row))).toEqual([[4, 5, 2], [3]]);
    expect(instructions[0]).toMatchObject({
      incidentNumber: good.警情编号,
      bankCode: 'ICBC',
      target: { type: 'card', number: good.止付账户, name: '李四' },
      victim: { name: '张三', phone: '13800138000' },
      urgency: 'urgent',
      formNumber: 'ZF1',
      reportedAt: Date.parse('2026-11-20T15:20:00+08:00'),
      remark: '第一笔；第二笔',
    });
  });

  it('have the same key and content whatever the order of the rows, and another when a row is added', async () => {
    const [one, two, three] = await rowsOf(at('15:03'), at('15:04'), at('15:05'));
    if (!one || !two || !three) throw new Error('three rows were written');
    const [forth] = groupRows([one, two]);
    const [back] = groupRows([two, one, two]);
    expect(back).toEqual(forth);
    expect(groupRows([one])[0]?.key).toBe(one.rowKey);
    expect(
      new Set([[one], [one, two], [one, three], [one, two, three]].map(rows => groupRows(rows)[0]?.key)).size,
    ).toBe(4);
  });
});

describe('rows about one account', () => {
  it('that name the same transfer count once, and the second is reported', async () => {
    const result = await readTable(table(good, good, { ...good, 备注: '再次登记' }));
    expect(result.rows.map(({ row }) => row)).toEqual([2]);
    expect(complaints(result)).toEqual(['H3: same-transfer', 'H4: same-transfer']);
    expect(result.problems[0]?.reason.zh).toContain('第 2 行');
  });

  it('are two transfers where their serials differ, and one where they are the same', async () => {
    const two = await readTable(table({ ...good, 流水号: 'S1' }, { ...good, 流水号: 'S2' }));
    expect(two.rows).toHaveLength(2);
    const one = await readTable(table({ ...good, 流水号: 'S1' }, { ...at('15:09'), 金额: '1', 流水号: 'S1' }));
    expect(complaints(one)).toEqual(['H3: same-transfer']);
  });

  it('that contradict each other are all held back', async () => {
    const result = await readTable(
      table(good, { ...at('15:04'), 户名: '王五' }, { ...at('15:05'), 警情编号: 'JQ20261120000018' }),
    );
    expect(result.rows.map(({ row }) => row)).toEqual([4]);
    expect(complaints(result)).toEqual(['F2: disagrees', 'F3: disagrees']);
    const victims = await readTable(table(good, { ...at('15:04'), 被害人: '赵六' }));
    expect(complaints(victims)).toEqual(['B2: disagrees', 'B3: disagrees']);
  });
});
