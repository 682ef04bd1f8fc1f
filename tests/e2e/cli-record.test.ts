import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sealDays } from '../../shared/app/seal-day.ts';
import { dynamoTouched, s3Heads } from '../../shared/aws/heads.ts';
import { keys } from '../../shared/aws/keys.ts';
import { dynamoLedger } from '../../shared/aws/ledger.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { type CommandLine, commandLine } from '../support/cli.ts';
import { startCounty, type TestCounty } from '../support/county.ts';
import { order } from '../support/orders.ts';

// Each command is a process of its own, and a busy machine takes its time over ten of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let county: TestCounty;
let cli: CommandLine;
let id: string;
let lines: string[];

const day = 86_400_000;

/** Seals today, as tomorrow's schedule will. */
const sealToday = (): Promise<string[]> => {
  const { environment: env, outputs } = county.cloud;
  const client = { region: env.AWS_REGION ?? '', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const s3 = new S3Client({ ...client, endpoint: env.AWS_ENDPOINT_URL_S3 ?? '', forcePathStyle: true });
  const kms = new KMSClient({ ...client, endpoint: env.AWS_ENDPOINT_URL_KMS ?? '' });
  const table = outputs.LedgerTable ?? '';
  return sealDays({
    ledger: dynamoLedger(county.db, table, Date.now),
    heads: s3Heads(s3, outputs.HeadsBucket ?? '', county.db, table),
    touched: dynamoTouched(county.db, table),
    signer: kmsSigner(kms, outputs.SigningKey ?? ''),
    clock: () => Date.now() + day,
    zone: 'Asia/Shanghai',
  });
};

beforeAll(async () => {
  county = await startCounty();
  cli = commandLine(county);
  const police = cli.as('lin.haoran');
  ({ id } = await police(...order({ account: '62306500000301' })));
  await police(...order({ account: '62306500000302' }));
  await cli.as('xu.jianing')('ack', id);
  await sealToday();
  // Once an hour is sealed it goes on; this is younger than the last head.
  await cli.as('xu.jianing')('dispose', id, '--outcome', 'full', '--executed-at', 'now', '--caught', '1万');
  lines = (await cli.run(['export', '--local'])).out.trimEnd().split('\n');
});

afterAll(async () => {
  await county?.stop();
  cli?.stop();
});

const file = (name: string, content: readonly string[]): string => {
  const path = join(cli.folder, name);
  writeFileSync(path, `${content.join('\n')}\n`);
  return path;
};

const lineOf = (instruction: string): number =>
  lines.findIndex(line => line.includes(`"kind":"instruction","id":"${instruction}"`));

/** The export with the line of the instruction changed. */
const tampered = (change: (text: string) => string): string[] =>
  lines.map((line, at) => (at === lineOf(id) ? change(line) : line));

test('an export of the ledger is proved whole: chains, private parts, signatures and daily heads', async () => {
  const report = (await cli.run(['verify', '--json', file('whole.jsonl', lines)])).json();
  expect(report).toMatchObject({ ok: true, instructions: 2, broken: 0, unproved: 0, erased: 0 });
  expect(report.heads).toBeGreaterThanOrEqual(1);
  expect(report.sealed).toBe(2);
  expect(report.unsealed).toBeGreaterThanOrEqual(1);
  const ledger = await cli.run(['verify', '--ledger', '--local', '--json']);
  expect(ledger.json()).toMatchObject({ ok: true, instructions: 2, sealed: 2, unproved: 0 });
});

test('a tampered export is refused with 1, and the first broken event is named', async () => {
  const altered = tampered(text => text.replaceAll('"outcome":"full"', '"outcome":"empty"'));
  const disposed = JSON.parse(lines[lineOf(id)] ?? '').events.find(
    ({ type }: { type: string }) => type === 'disposed',
  ).n;
  const told = await cli.run(['verify', file('altered.jsonl', altered)]);
  expect(told.code).toBe(1);
  expect(told.out).toContain(`指令 ${id}　第 ${disposed} 号事件 event：事件被改动　the event was altered [hash]`);
  const { firstBroken } = (await cli.run(['verify', '--json', join(cli.folder, 'altered.jsonl')])).json();
  expect(firstBroken).toMatchObject({ line: lineOf(id) + 1, instruction: id, event: disposed, reason: 'hash' });

  const renamed = tampered(text => text.replace('李四', '李五'));
  const secret = (await cli.run(['verify', '--json', file('renamed.jsonl', renamed)])).json();
  expect(secret.firstBroken).toMatchObject({ instruction: id, event: 1, reason: 'commitment' });

  const gone = lines.filter((_, at) => at !== lineOf(id));
  const missing = await cli.run(['verify', '--json', file('gone.jsonl', gone)]);
  expect(missing.json()).toMatchObject({ ok: false, firstBroken: { reason: 'entries-missing', missing: 1 } });
  expect(await cli.run(['verify', '--excerpt', join(cli.folder, 'gone.jsonl')])).toMatchObject({ code: 0 });
});

test('an export without private parts, or from which they were erased, is proved all the same', async () => {
  const out = join(cli.folder, 'public.jsonl');
  expect(await cli.run(['export', '--local', '--without-private', '--out', out])).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).not.toMatch(/李四|王小明|62306500000301|林浩然/);
  const open = (await cli.run(['verify', '--json', out])).json();
  expect(open).toMatchObject({ ok: true, instructions: 2, sealed: 2 });
  expect(open.erased).toBeGreaterThan(0);

  await county.db.send(
    new DeleteCommand({ TableName: county.cloud.outputs.LedgerTable ?? '', Key: keys.secret(id, 1) }),
  );
  const erased = await cli.run(['verify', '--ledger', '--local', '--json']);
  expect(erased.json()).toMatchObject({ ok: true, instructions: 2, erased: 1, unproved: 1 });
});

test('an export by days of issue holds those days, and is proved as an excerpt', async () => {
  const tomorrow = new Date(Date.now() + day + 8 * 3_600_000).toISOString().slice(0, 10);
  const none = await cli.run(['export', '--local', '--from', tomorrow]);
  expect(none).toMatchObject({ code: 0, out: '' });
  const all = await cli.run(['export', '--local', '--to', tomorrow]);
  expect(all.out.match(/"kind":"instruction"/g)).toHaveLength(2);
  expect(await cli.run(['verify', '--excerpt', '-'], { input: all.out })).toMatchObject({ code: 0 });
  expect(await cli.run(['export', '--local', '--from', '20261120'])).toMatchObject({ code: 2 });
});

test('without keys signatures are counted and not proved, and that is said', async () => {
  const whole = file('keyless.jsonl', lines);
  const unreachable = await cli.run(['verify', whole], { env: { LIAISON_URL: 'http://127.0.0.1:1' } });
  expect(unreachable).toMatchObject({ code: 0, err: expect.stringContaining('signatures are not proved') });
  const other = {
    kty: 'EC',
    crv: 'P-256',
    kid: 'other',
    alg: 'ES256',
    use: 'sig',
    x: 'a'.repeat(43),
    y: 'b'.repeat(43),
  };
  const foreign = await cli.run([
    'verify',
    '--json',
    whole,
    '--jwks',
    file('other.json', [JSON.stringify({ keys: [other] })]),
  ]);
  expect(foreign.json()).toMatchObject({ ok: false, firstBroken: { reason: 'signature' } });
});

test('sealing by hand seals no day twice, and a county file is loaded or refused with its wrong places', async () => {
  expect((await cli.run(['seal', '--local', '--json'])).json()).toEqual({ sealed: [] });
  const county = JSON.parse(readFileSync('config/sample-county.json', 'utf8'));
  const loaded = await cli.run(['county', 'load', 'config/sample-county.json', '--local', '--json']);
  expect(loaded.json()).toMatchObject({ county: 'QINGHE', organisations: county.organisations.length });
  const wrong = file('county.json', [
    JSON.stringify({ ...county, organisations: [{ ...county.organisations[0], kind: 'guild' }] }),
  ]);
  expect(await cli.run(['county', 'load', wrong, '--local'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('organisations.0.kind'),
  });
});

test('where nothing runs and no outputs are known, it says how to get them', async () => {
  mkdirSync(join(cli.folder, 'empty'), { recursive: true });
  const env = { LIAISON_DATA: join(cli.folder, 'empty') };
  expect(await cli.run(['export'], { env })).toMatchObject({
    code: 1,
    err: expect.stringContaining('describe-stacks'),
  });
  expect(await cli.run(['export', '--local'], { env })).toMatchObject({
    code: 1,
    err: expect.stringContaining('npm start'),
  });
  const outputs = file('outputs.json', [
    JSON.stringify({ Stacks: [{ Outputs: [{ OutputKey: 'ApiUrl', OutputValue: 'https://api.example' }] }] }),
  ]);
  const lacking = await cli.run(['export', '--outputs', outputs], { env });
  expect(lacking).toMatchObject({ code: 1, err: expect.stringContaining('LedgerTable') });
});
