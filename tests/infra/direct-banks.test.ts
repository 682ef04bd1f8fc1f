import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ofType, synthesize } from './fixtures/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'county-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A county file with that many banks, each with an account of its own. */
function countyOf(banks: number): string {
  const organisations = Array.from({ length: banks }, (_, index) => ({
    code: `BANK${index}`,
    kind: 'bank',
    route: 'direct',
    principal: `${100_000_000_000 + index}`,
  }));
  const file = join(folder, `${banks}.json`);
  writeFileSync(file, JSON.stringify({ county: { zone: 'Asia/Shanghai' }, organisations }));
  return file;
}

test('thirty direct banks fit in one stack, with room to grow', () => {
  const template = synthesize({ county: countyOf(30) });
  expect(Object.keys(template.Resources).length).toBeLessThan(450);
  expect(Object.keys(template.Outputs).length).toBeLessThan(200);
});

test('their readers share one line of the key’s policy, which has a length limit', () => {
  const [key] = ofType(synthesize({ county: countyOf(30) }), 'AWS::KMS::Key').map(([, { Properties }]) => Properties);
  const lines = key?.KeyPolicy.Statement.filter((line: object) => JSON.stringify(line).includes('100000000029'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ Action: 'kms:Decrypt', Effect: 'Allow' });
  expect(JSON.stringify(key?.KeyPolicy).length).toBeLessThan(32_768);
});

test('more of them are refused before anything is deployed', () => {
  expect(() => synthesize({ county: countyOf(31) })).toThrow('One stack serves 30 direct banks; the county names 31');
});

test('a county without any has no queue of a bank', () => {
  const template = synthesize({ county: countyOf(0) });
  expect(Object.keys(template.Outputs).filter(name => name.includes('Direct'))).toEqual(['DirectoryTable']);
});
