import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../../../shared/sheet/file/open-xlsx.ts';
import { readSheet } from '../../../shared/sheet/read-sheet.ts';
import { fieldNames } from '../../../shared/sheet/table/columns.ts';
import { findHeader } from '../../../shared/sheet/table/header.ts';
import { writeTemplate } from '../../../shared/sheet/write-template.ts';
import { good, options } from './samples.ts';

describe('the template', () => {
  it('has a column for every field but the day, which its time holds', async () => {
    const [sheet] = await openXlsx(await writeTemplate());
    const grid = await sheet?.read();
    const header = grid && findHeader(grid);
    expect(header?.unused).toEqual([]);
    expect(new Set(header?.fields.keys())).toEqual(new Set(fieldNames.filter(field => field !== 'transferDay')));
  });

  it('comes back without rows or problems, its example passed over', async () => {
    const { sheet, rows, problems, skipped } = await readSheet(await writeTemplate(), '模板.xlsx', options);
    expect({ sheet, rows, problems }).toEqual({ sheet: '止付指令', rows: [], problems: [] });
    expect(skipped).toContainEqual({ why: 'example', row: 4 });
  });

  it('has an example that would be taken, were it not marked as one', async () => {
    const parts = unzipSync(await writeTemplate());
    const strings = strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array());
    parts['xl/sharedStrings.xml'] = strToU8(strings.replace('示例（导入时跳过）', good.警情编号));
    const { rows, problems } = await readSheet(new Uint8Array(zipSync(parts)), '模板.xlsx', options);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(1);
  });

  it('has its cells set to text, so that no digit is lost', async () => {
    const parts = unzipSync(await writeTemplate());
    expect(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array())).toContain('formatCode="@"');
    const cells = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(cells).toMatch(/<c r="F100" s="\d+"\/>/);
  });
});
