import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnOf, fieldNames } from '../../../shared/sheet/table/columns.ts';

const page = readFileSync(new URL('../../../docs/spreadsheet.md', import.meta.url), 'utf8');
const documented = Array.from(page.matchAll(/^\| (\S+)( \*)? \| (.+) \|$/gm), ([, name = '', star, others = '']) => ({
  name,
  required: star !== undefined,
  others: (others.split('；')[0] ?? '').split('、').map(other => other.replace(/（.*?）/g, '')),
})).filter(({ name }) => name !== '列' && name !== '---');

describe('the page on spreadsheets', () => {
  it('has a line for every field, with those that are required marked', () => {
    const fields = fieldNames.map(columnOf);
    expect(documented.map(({ name, required }) => ({ name, required }))).toEqual(
      fields.map(({ zh, required }) => ({ name: zh.replace(/（.*?）/, ''), required: required === true })),
    );
  });

  it('names only headers that are understood', () => {
    for (const [n, { others }] of documented.entries()) {
      const column = fieldNames[n] && columnOf(fieldNames[n]);
      const names = [...(column?.names ?? []), ...(column?.afterVictim ?? [])];
      expect(others.filter(other => !names.includes(other))).toEqual([]);
    }
  });
});
