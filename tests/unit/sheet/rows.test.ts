import { describe, expect, it } from 'vitest';
import { banks, card, complaints, complaintsAbout, good, mistyped, options, readTable, table } from './samples.ts';

const { 警情编号, 被害人, 止付账户, 户名, ...rest } = good;

describe('a sheet of instructions', () => {
  it('gives each good row in the system’s terms', async () => {
    const full = {
      ...good,
      流水号: 'S2026-0001',
      转出账户: '6217 0012 3456 7890',
      转出户名: '张三',
      转出银行: '建行',
      交易渠道: '手机银行',
      报案时间: new Date(Date.UTC(2026, 10, 20, 15, 10)),
      紧急程度: '加急',
      申请表编号: '青公（刑）止〔2026〕17号',
      备注: '已电话\n告知银行',
    };
    const { rows, problems, sheet } = await readTable(table(full));
    expect(problems).toEqual([]);
    expect(sheet).toBe('止付');
    expect(rows).toEqual([
      {
        row: 2,
        rowKey: expect.stringMatching(/^[0-9a-f]{64}$/),
        incidentNumber: 警情编号,
        victim: { name: 被害人, idType: '01', idNumber: '11010519491231002X', phone: '13800138000' },
        target: { type: 'card', number: 止付账户, name: 户名 },
        bankCode: 'ICBC',
        transfer: {
          amountFen: 5_000_000,
          at: Date.parse('2026-11-20T15:03:00+08:00'),
          serial: 'S2026-0001',
          fromAccount: '6217001234567890',
          fromName: '张三',
          fromBank: '建行',
          channel: '手机银行',
        },
        urgency: 'urgent',
        formNumber: '青公(刑)止〔2026〕17号',
        reportedAt: Date.parse('2026-11-20T15:10:00+08:00'),
        remark: '已电话 告知银行',
      },
    ]);
  });

  it('leaves out what the sheet leaves blank', async () => {
    const { rows } = await readTable(table({ 警情编号, 被害人, 止付账户, 户名, ...rest, 备注: null, 流水号: '' }));
    expect(rows[0]).not.toHaveProperty('remark');
    expect(rows[0]?.transfer).not.toHaveProperty('serial');
    expect(rows[0]).toMatchObject({ urgency: 'normal' });
  });

  it('keeps good rows when others are bad, and names the cell of each fault', async () => {
    const bad = { ...good, 止付账户: mistyped(good.止付账户), 金额: '若干', 转账时间: '11月20日 15:03' };
    const result = await readTable(table(good, bad, { ...good, 金额: '100', 户名: null }));
    expect(result.rows.map(({ row }) => row)).toEqual([2]);
    expect(complaints(result)).toEqual(['E3: maybe-typo', 'H3: not-an-amount', 'I3: no-year', 'F4: missing']);
    expect(result.problems.map(({ field }) => field)).toEqual(['targetNumber', 'amount', 'transferTime', 'targetName']);
  });

  it('gives its reasons in Chinese and English and never repeats what the cell holds', async () => {
    const bad = {
      警情编号: '机密编号',
      被害人: '15912345678',
      被害人身份证号: '371522199001010000',
      被害人电话: '15987654321转2',
      止付账户: mistyped(card('999000')),
      户名: '1234567890',
      开户行: '无名银行张三',
      金额: '五万',
      转账时间: '二〇二六年',
    };
    const { problems } = await readTable(table(bad));
    expect(problems).toHaveLength(9);
    for (const { reason } of problems) {
      expect(reason.zh).toMatch(/\p{Script=Han}/u);
      expect(reason.en).toMatch(/^[a-z]/);
      for (const value of Object.values(bad)) expect(reason.zh + reason.en).not.toContain(value);
    }
  });

  it('says which banks an unknown name may mean', async () => {
    const { problems } = await readTable(table({ ...good, 开户行: '工商很行' }));
    expect(problems[0]).toMatchObject({
      cell: 'G2',
      code: 'bank-unknown',
      candidates: expect.arrayContaining([{ code: 'ICBC', name: banks[0]?.name }]),
    });
    expect(problems[0]?.reason.zh).toContain('中国工商银行股份有限公司 ICBC');
  });

  it('finds the bank by the card where the cell, or the column, is empty', async () => {
    const { 开户行: _, ...bankless } = good;
    expect((await readTable(table({ ...good, 开户行: null }))).rows[0]?.bankCode).toBe('ICBC');
    expect((await readTable(table(bankless))).rows[0]?.bankCode).toBe('ICBC');
    expect(complaints(await readTable(table({ ...bankless, 止付账户: card('999000') })))).toEqual(['bank-missing']);
  });

  it('takes 卡号 in the header for a declaration, and the column 账户类型 over it', async () => {
    const { 止付账户: _, ...others } = good;
    const number = mistyped(card('622202'));
    expect(complaints(await readTable(table({ ...others, 涉案卡号: number })))).toEqual(['I2: card-check-digit']);
    const declared = await readTable(table({ ...others, 涉案卡号: number, 账户类型: '对公' }));
    expect(declared.rows[0]?.target).toEqual({ type: 'account', number, name: 户名 });
  });

  it.each([
    ['被害人身份证号', '110105194912310021', 'id-invalid'],
    ['被害人电话', '不详', 'not-a-phone'],
    ['金额', '-5', 'not-positive'],
    ['金额', true, 'not-an-amount'],
    ['转账时间', '2026-12-01 00:01', 'future'],
    ['转账时间', new Date(Date.UTC(2026, 10, 20)), 'no-clock'],
    ['报案时间', '2026-11-20', 'no-clock'],
    ['紧急程度', '尽快', 'urgency'],
    ['备注', '备'.repeat(501), 'too-long'],
    ['备注', '长'.repeat(5000), 'too-long'],
    ['止付账户', 6222021234567890, 'digits-lost'],
  ])('holds a row back for its %s %j', async (header, value, code) => {
    const format = value instanceof Date ? { value, type: Date, format: 'yyyy/m/d' } : value;
    const [headers = [], row = []] = table({ ...good, [header]: '' });
    const data = [headers, row.map((cell, n) => (headers[n] === header ? format : cell))];
    expect((await readTable(data)).problems.map(each => each.code)).toEqual([code]);
  });

  it('puts a day and a time of day from two columns together', async () => {
    const { 转账时间: _, ...timeless } = good;
    const at = Date.parse('2026-11-20T15:03:00+08:00');
    const two = await readTable(table({ ...timeless, 转账日期: '2026年11月20日', 转账时间: '15:03' }));
    expect(two.rows[0]?.transfer.at).toBe(at);
    const one = await readTable(table({ ...timeless, 转账日期: '2026年11月20日 15:03' }));
    expect(one.rows[0]?.transfer.at).toBe(at);
    expect(await complaintsAbout({ 转账时间: '15:03' })).toEqual(['no-date']);
  });

  it('reads times without a zone in the county’s zone', async () => {
    const [row] = (await readTable(table(good), { zone: 'America/New_York' })).rows;
    expect(row?.transfer.at).toBe(Date.parse('2026-11-20T15:03:00-05:00'));
    await expect(readTable(table(good), { zone: 'Mars/Olympus' })).rejects.toThrow(RangeError);
  });

  it('passes over titles, totals, notes, repeated headers, examples and empty rows, and says so', async () => {
    const [headers = [], row = []] = table(good);
    const blank = headers.map(() => null);
    const data = [
      ['青禾县紧急止付登记表'],
      blank,
      headers,
      ['示例（勿删）', ...row.slice(1)],
      row,
      blank,
      headers,
      [...blank.slice(0, 6), '小 计', '50000', null],
      ['合计', ...blank.slice(1, 7), 50000],
      ['制表人：王五', null, '审核人：赵六'],
    ];
    const { rows, problems, skipped } = await readTable(data);
    expect(problems).toEqual([]);
    expect(rows.map(each => each.row)).toEqual([5]);
    expect(skipped.map(({ why, row: at }) => `${at} ${why}`)).toEqual([
      '1 above-header',
      '4 example',
      '7 repeated-header',
      '8 total',
      '9 total',
      '10 note',
    ]);
  });

  it('passes over rows where only a serial column is filled in beforehand', async () => {
    const [headers = [], row = []] = table(good);
    const { rows, problems } = await readTable([
      ['序号', ...headers],
      [1, ...row],
      [2, ...row.map(() => null)],
    ]);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(1);
  });

  it('refuses a bank’s foreign row rather than the file', async () => {
    const result = await readTable(table({ ...good, 开户行: '花旗银行' }, { ...good, 金额: '9' }), {
      now: options.now,
    });
    expect(result.rows.map(({ row }) => row)).toEqual([3]);
  });
});
