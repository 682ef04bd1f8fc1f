import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../shared/sheet/grid.ts';
import { columnOf, fieldNames } from '../../../shared/sheet/table/columns.ts';
import { findHeader } from '../../../shared/sheet/table/header.ts';
import { text } from './samples.ts';

type Merges = Grid['merges'];

const grid = (rows: readonly (readonly string[])[], merges: Merges = []): Grid => ({
  rows: rows.map((row, n) => ({ number: n + 1, cells: row.map(value => (value ? text(value) : undefined)) })),
  merges,
  date1904: false,
});

const usual = ['警情编号', '被害人', '止付账户', '户名', '开户行', '金额', '转账时间'];

/** Where each field was found, as `field: column`. */
const found = (rows: readonly (readonly string[])[], merges?: Merges) =>
  Object.fromEntries([...(findHeader(grid(rows, merges))?.fields ?? [])].map(([field, { column }]) => [field, column]));

describe('a header', () => {
  it('gives no name to two fields', () => {
    const names = fieldNames.flatMap(field => columnOf(field).names.map(name => ({ field, name })));
    const fieldsOf = Map.groupBy(names, ({ name }) => name);
    const torn = [...fieldsOf].filter(([, uses]) => new Set(uses.map(({ field }) => field)).size > 1);
    expect(torn.map(([name]) => name)).toEqual([]);
  });

  it.each(fieldNames)('finds %s by each of its names', field => {
    for (const name of columnOf(field).names) {
      const others = usual.filter(each => !columnOf(field).names.includes(each));
      expect([name, found([[...others, name]])[field]]).toEqual([name, others.length]);
    }
  });

  it('may have its columns in any order, with marks, blanks, units and hints', () => {
    const header = [
      '转账时间（年月日时分）',
      '* 金额(元)',
      '开 户 行：',
      '户　名',
      '止付帐户',
      '被害人姓名*',
      '接警编号',
    ];
    expect(found([header])).toEqual({
      transferTime: 0,
      amount: 1,
      bank: 2,
      targetName: 3,
      targetNumber: 4,
      victimName: 5,
      incidentNumber: 6,
    });
  });

  it('is looked for under titles and empty rows', () => {
    const title = ['青禾县公安局止付登记表（2026年11月）'];
    expect(findHeader(grid([title, [], ['填报单位：刑侦大队', '', '填报日期：2026-11-20'], usual]))?.row).toBe(4);
  });

  it('is read from the more telling of two columns for one field', () => {
    const header = ['案件编号', '警情编号', '报案人', '被害人', '涉案金额', '转账金额', '止付账户', '户名', '转账时间'];
    expect(found([header])).toMatchObject({ incidentNumber: 1, victimName: 3, amount: 5 });
    expect(findHeader(grid([header]))?.unused.map(({ label }) => label)).toEqual(['案件编号', '报案人', '涉案金额']);
  });

  it('with the same name twice says so, for nobody can choose', () => {
    expect(findHeader(grid([[...usual, '金额']]))?.repeated).toEqual([{ field: 'amount', column: 7 }]);
  });

  it('names what it lacks', () => {
    expect(findHeader(grid([['警情编号', '被害人', '止付账户', '开户行']]))?.missing).toEqual([
      'targetName',
      'amount',
      'transferTime',
    ]);
  });

  it('takes 联系电话 and 身份证号 for the victim’s only next to the victim', () => {
    expect(found([['警情编号', '被害人', '身份证号', '联系电话', ...usual.slice(2)]])).toMatchObject({
      victimIdNumber: 2,
      victimPhone: 3,
    });
    const elsewhere = found([[...usual, '办案民警', '联系电话', '嫌疑人身份证号', '身份证号']]);
    expect(elsewhere).not.toHaveProperty('victimPhone');
    expect(elsewhere).not.toHaveProperty('victimIdNumber');
  });

  it('of two rows is read with the headings over its groups', () => {
    const headings = ['警情编号', '被害人信息', '', '', '涉案账户信息', '', '', '转账信息', '', '转出账户信息', ''];
    const names = ['', '姓名', '证件号码', '联系电话', '户名', '账号', '开户行', '金额', '时间', '账号', '开户行'];
    const merges = [
      { top: 1, bottom: 2, left: 0, right: 0 },
      { top: 1, bottom: 1, left: 1, right: 3 },
      { top: 1, bottom: 1, left: 4, right: 6 },
      { top: 1, bottom: 1, left: 7, right: 8 },
      { top: 1, bottom: 1, left: 9, right: 10 },
    ];
    expect(found([headings, names], merges)).toEqual({
      incidentNumber: 0,
      victimName: 1,
      victimIdNumber: 2,
      victimPhone: 3,
      targetName: 4,
      targetNumber: 5,
      bank: 6,
      amount: 7,
      transferTime: 8,
      fromAccount: 9,
      fromBank: 10,
    });
  });

  it('is not misled by a title merged over all of it', () => {
    const columns = ['警情编号', '被害人', '账号', '户名', '开户行', '金额', '时间', '转账时间'];
    const merges = [{ top: 1, bottom: 1, left: 0, right: 7 }];
    for (const title of ['被害人资金紧急止付登记表', '转出账户及止付账户一览']) {
      expect(found([[title], columns], merges)).toEqual(found([columns]));
    }
    expect(found([columns])).toMatchObject({ targetNumber: 2, targetName: 3, bank: 4 });
  });

  it('is not seen in a list of other things', () => {
    expect(findHeader(grid([['姓名', '电话', '单位', '备注']]))).toBeUndefined();
  });
});
