import { execFile, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { reasons } from '../../shared/app/record-report.ts';
import { canonical, commit, genesis, seal } from '../../shared/contract/record.ts';
import { orderPayload } from '../../shared/contract/signed.ts';
import { detailsOf, orderAt, testSigner } from '../support/exports.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/verify.md'), 'utf8');
const example = (name: string): string => {
  const [, code] = new RegExp(`<!-- example: ${name} -->\n\`\`\`\\w+\n([^]*?)\n\`\`\``).exec(page) ?? [];
  if (code === undefined) throw new Error(`docs/verify.md shows no example ${name}`);
  return code;
};

const folder = mkdtempSync(join(tmpdir(), 'liaison-verify-'));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true }));

const { signer, jwks } = await testSigner();
const order = orderAt('01KJQ6T0ZV8Q4N9E2M5R000001', Date.UTC(2026, 2, 2, 1));
const details = { ...detailsOf(order.id), remark: 'A “quoted” \\ word, é and 𠮷' };
const jws = await signer.sign(orderPayload(order, details), 'instruction');
const give = (signed: object): void => {
  writeFileSync(join(folder, 'instruction.json'), JSON.stringify({ id: order.id, signed }, undefined, 2));
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify(jwks));
};

const run = (command: string, args: readonly string[]): Promise<{ status: number | null; output: string }> =>
  new Promise(resolve => {
    const child = execFile(command, args, { cwd: folder }, (_, out, err) =>
      resolve({ status: child.exitCode, output: out + err }),
    );
  });

const node = () => {
  writeFileSync(join(folder, 'verify.mjs'), example('node'));
  return run(process.execPath, ['verify.mjs']);
};

const has = (tool: string, flag: string): boolean => spawnSync(tool, [flag]).status === 0;
const equipped = has('openssl', 'version') && has('jq', '--version');

/** The same steps as the shell's, for a machine without openssl or jq. */
const withoutTools = (): Promise<{ status: number; output: string }> => {
  const { signed } = JSON.parse(readFileSync(join(folder, 'instruction.json'), 'utf8'));
  const [header, , signature] = String(signed.jws).split('.');
  const payload = Buffer.from(canonical({ order: signed.order, details: signed.details })).toString('base64url');
  const { typ, kid } = JSON.parse(Buffer.from(String(header), 'base64url').toString());
  const jwk = jwks.keys.find(key => key.kid === kid);
  const held =
    typ === 'instruction' &&
    jwk !== undefined &&
    verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(String(signature), 'base64url'),
    );
  return Promise.resolve({ status: held ? 0 : 1, output: held ? 'Verified OK' : 'Verification failure' });
};
const openssl = () => (equipped ? run('sh', ['-c', example('openssl')]) : withoutTools());

describe.each([
  ['openssl', openssl, 'Verified OK'],
  ['Node', node, `verified ${order.id} with key test-key`],
])('the example for %s in docs/verify.md', (_, verifies, says) => {
  beforeEach(() => give({ order, details, jws }));

  it('accepts an instruction as the system signs it', async () => {
    expect(await verifies()).toEqual({ status: 0, output: expect.stringContaining(says) });
  });

  it('accepts it again and again, whatever the numbers of the signature begin with', async () => {
    for (let time = 0; time < 12; time += 1) {
      give({ order, details, jws: await signer.sign(orderPayload(order, details), 'instruction') });
      expect((await verifies()).status).toBe(0);
    }
  });

  it.each<[string, () => Promise<object>]>([
    ['another amount', async () => ({ order, details: { ...details, transfers: [{ amount: 1, at: 0 }] }, jws })],
    ['a further field', async () => ({ order: { ...order, note: '' }, details, jws })],
    ['details that were erased', async () => ({ order, details: null, jws })],
    [
      'a signature of something else',
      async () => ({ order, details, jws: await signer.sign(orderPayload(order, details), 'receipt') }),
    ],
    [
      'a signature by another key of the same name',
      async () => ({
        order,
        details,
        jws: await (await testSigner()).signer.sign(orderPayload(order, details), 'instruction'),
      }),
    ],
  ])('refuses %s', async (_, signed) => {
    give(await signed());
    expect((await verifies()).status).not.toBe(0);
  });
});

describe('docs/verify.md', () => {
  it('explains every reason that a proof can give', () => {
    for (const reason of Object.keys(reasons)) expect(page).toContain(`\`${reason}\``);
  });

  it('describes hashes of orders, commitments and events as they are made', async () => {
    const sha = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');
    const { commitment, salt } = await commit(details);
    expect(commitment).toBe(sha({ salt, value: details }));
    const { hash, ...rest } = await seal(
      { id: order.id, n: 1, type: 'issued', at: 0, by: {}, data: { orderHash: sha(order) }, commitment },
      genesis,
    );
    expect(hash).toBe(sha(rest));
    expect(rest.prev).toBe('0'.repeat(64));
  });
});
