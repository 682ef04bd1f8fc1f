import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type VerifyOptions, verifyRecord } from '../../shared/app/verify-record.ts';
import type { ExportLine, InstructionLine } from '../../shared/contract/export.ts';
import { exportOf, testSigner } from '../support/exports.ts';

const { signer, jwks } = await testSigner();
const sound = await exportOf(signer, 5);
const firstInstruction = sound.findIndex(({ kind }) => kind === 'instruction');

async function* textOf(lines: readonly unknown[]): AsyncGenerator<string> {
  for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
}
const verify = (lines: readonly unknown[], options: VerifyOptions = { jwks }) => verifyRecord(textOf(lines), options);

const instructionAt = (place: number, lines: readonly ExportLine[] = sound): InstructionLine => {
  const line = lines[firstInstruction + place];
  if (line?.kind !== 'instruction') throw new Error('there are five instructions');
  return line;
};
const without = (place: number): ExportLine[] => sound.toSpliced(firstInstruction + place, 1);
const changed = (place: number, change: (line: InstructionLine) => unknown): unknown[] => {
  const copy = structuredClone(instructionAt(place));
  return sound.with(firstInstruction + place, (change(copy) ?? copy) as ExportLine);
};
const head = (place: number, change: object): ExportLine[] => {
  const line = sound[place];
  if (line?.kind !== 'day-head') throw new Error('there are three heads');
  return sound.with(place, { ...line, ...change });
};

describe('an export that nobody touched', () => {
  it('is proved whole: chains, private parts, signatures, daily heads and what they hold', async () => {
    expect(await verify(sound)).toEqual({
      ok: true,
      instructions: 5,
      heads: 3,
      events: 28,
      opened: 15,
      erased: 0,
      signatures: 13,
      unproved: 0,
      sealed: 8,
      unsealed: 0,
      findings: [],
      broken: 0,
    });
  });

  it('is proved without keys, with its signatures counted as not proved', async () => {
    expect(await verify(sound, {})).toMatchObject({ ok: true, signatures: 0, unproved: 13 });
  });

  it('is proved where private parts are erased; what was signed over them is not proved any more', async () => {
    const erased = changed(1, line => ({ ...line, privates: line.privates?.filter(({ n }) => n === 5) }));
    expect(await verify(erased)).toMatchObject({ ok: true, opened: 13, erased: 2, signatures: 11, unproved: 2 });
    const bare = sound.map(line => (line.kind === 'instruction' ? { ...line, privates: undefined } : line));
    expect(await verify(bare)).toMatchObject({ ok: true, opened: 0, erased: 15, signatures: 3, unproved: 10 });
  });

  it('counts events that no daily head has sealed yet', async () => {
    const fresh = changed(0, line => ({ ...line, seals: line.seals?.slice(0, 1) }));
    expect(await verify(fresh, { jwks, whole: false })).toMatchObject({ ok: true, unsealed: 1 });
  });

  it('may come with blank lines, and may be empty', async () => {
    expect(await verify(['', ...sound, ' '])).toMatchObject({ ok: true, instructions: 5 });
    expect(await verify([])).toMatchObject({ ok: true, instructions: 0, heads: 0 });
  });
});

describe('what was done to a record', () => {
  const { id } = instructionAt(2);
  const line = firstInstruction + 3;
  const at = (event: number) => ({ line, instruction: id, event });

  it.each<[string, (line: InstructionLine) => unknown, object]>([
    ['an event was altered', each => Object.assign(each.events[2] ?? {}, { at: 0 }), { ...at(3), reason: 'hash' }],
    ['an event was taken out', each => void each.events.splice(2, 1), { ...at(3), reason: 'number' }],
    [
      'two events changed places',
      each => void each.events.splice(1, 2, ...each.events.slice(1, 3).reverse()),
      { ...at(2), reason: 'number' },
    ],
    [
      'an event was relinked',
      each => Object.assign(each.events[4] ?? {}, { prev: '0'.repeat(64) }),
      { ...at(5), reason: 'prev' },
    ],
    [
      'a private part was altered',
      each => Object.assign(each.privates?.[2]?.value ?? {}, { balanceBefore: 1 }),
      { ...at(5), reason: 'commitment' },
    ],
    [
      'a private part is there twice',
      each => void each.privates?.push(...each.privates.slice(0, 1)),
      { ...at(1), reason: 'commitment' },
    ],
    [
      'the order was altered',
      each => Object.assign(each.body.order, { bank: 'ABC' }),
      { ...at(1), reason: 'order-altered' },
    ],
    [
      'the order has a field more',
      each => Object.assign(each.body.order, { note: '' }),
      { ...at(1), reason: 'order-altered' },
    ],
    [
      'the order cannot be hashed',
      each => Object.assign(each.body.order, { bank: '\uD842' }),
      { ...at(1), reason: 'order-altered' },
    ],
    ['the end of the chain was cut off', each => void each.events.splice(5, 1), { ...at(6), reason: 'cut-off' }],
    [
      'the end was cut off and the state set back',
      each => {
        each.events.pop();
        each.state.version = 5;
      },
      { ...at(6), day: '2026-03-03', reason: 'cut-off' },
    ],
    ['every event was taken out', each => void each.events.splice(0), { ...at(1), reason: 'cut-off' }],
    ['the state was set back', each => Object.assign(each.state, { version: 4 }), { ...at(5), reason: 'state' }],
    [
      'the state tells another outcome',
      each => Object.assign(each.state, { outcome: 'mismatch' }),
      { ...at(6), reason: 'state-altered' },
    ],
    [
      'the hold caught another amount',
      each => Object.assign(each.hold ?? {}, { caughtNow: 1 }),
      { ...at(6), reason: 'state-altered' },
    ],
    [
      'the signature is that of another',
      each => Object.assign(each.body, { jws: instructionAt(3).body.jws }),
      { ...at(1), reason: 'signature' },
    ],
    ['the signature is gone', each => Object.assign(each.body, { jws: '' }), { ...at(1), reason: 'signature' }],
    [
      'the line goes by the id of another',
      each => Object.assign(each, { id: instructionAt(3).id }),
      { line, event: 1, instruction: instructionAt(3).id, reason: 'number' },
    ],
    [
      'an entry is proved by the path of another',
      each => Object.assign(each.seals?.[0] ?? {}, { path: instructionAt(4).seals?.[0]?.path }),
      { ...at(5), day: '2026-03-02', reason: 'seal' },
    ],
    [
      'an entry is of a day that has no head',
      each => Object.assign(each.seals?.[0] ?? {}, { day: '2026-02-28' }),
      { ...at(5), day: '2026-02-28', reason: 'head-missing' },
    ],
    [
      'an event is not of the form',
      each => Object.assign(each.events[3] ?? {}, { n: '4' }),
      { ...at(4), reason: 'unreadable' },
    ],
    [
      'the line is not of the form',
      each => Object.assign(each, { state: null }),
      { line, instruction: id, reason: 'unreadable' },
    ],
  ])('is named: %s', async (_, change, finding) => {
    const report = await verify(changed(2, copy => void change(copy)));
    expect(report).toMatchObject({ ok: false, instructions: 'unreadable' === Object(finding).reason ? 4 : 5 });
    expect(report.firstBroken).toEqual(finding);
  });

  it('is named where a line is no JSON', async () => {
    const report = await verify(sound.with(firstInstruction, '{"kind":' as never));
    expect(report.firstBroken).toEqual({ line: firstInstruction + 1, reason: 'unreadable' });
  });

  it('is named where the chain was written anew: the daily head holds another hash', async () => {
    const forged = (await exportOf(signer, 5))[firstInstruction + 2];
    const report = await verify(sound.with(firstInstruction + 2, forged as ExportLine));
    expect(report.firstBroken).toEqual({ ...at(5), day: '2026-03-02', reason: 'seal' });
  });

  it('is named where an instruction is missing altogether, by day and number', async () => {
    const report = await verify(without(1));
    expect(report.findings).toEqual([{ line: 1, day: '2026-03-02', missing: 1, reason: 'entries-missing' }]);
    expect((await verify(without(0))).findings.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
    expect(await verify(without(0), { jwks, whole: false })).toMatchObject({ ok: true, instructions: 4 });
  });

  it('is named where a line is there twice', async () => {
    const report = await verify([...sound, instructionAt(2)]);
    expect(report.firstBroken).toEqual({
      line: sound.length + 1,
      instruction: id,
      day: '2026-03-02',
      event: 5,
      reason: 'seal-repeated',
    });
  });

  it.each<[string, object, object]>([
    ['another root', { root: '0'.repeat(64) }, { line: 2, day: '2026-03-03', reason: 'head-hash' }],
    ['a root that cannot be hashed', { root: '\uD842' }, { line: 2, day: '2026-03-03', reason: 'head-hash' }],
    ['a link to another', { prev: '0'.repeat(64) }, { line: 2, day: '2026-03-03', reason: 'head-link' }],
    ['the day of the one before', { day: '2026-03-02' }, { line: 2, day: '2026-03-02', reason: 'head-link' }],
    ['no signature', { jws: '' }, { line: 2, day: '2026-03-03', reason: 'signature' }],
  ])('is named where a daily head has %s', async (_, change, finding) => {
    expect((await verify(head(1, change))).firstBroken).toEqual(finding);
  });

  it('is named where the first heads were taken away, unless it is an excerpt', async () => {
    const [, ...later] = sound;
    expect((await verify(later)).firstBroken).toEqual({ line: 1, day: '2026-03-03', reason: 'head-link' });
    const third = sound.slice(2, 3);
    expect(await verify(third, { jwks, whole: false })).toMatchObject({ ok: true, heads: 1 });
  });

  it('is named when a forger signs heads with another key', async () => {
    const stranger = await testSigner();
    const forged = await exportOf(stranger.signer, 1);
    const report = await verify(forged);
    expect(report.firstBroken).toEqual({ line: 1, day: '2026-03-02', reason: 'signature' });
    expect(report.findings.find(({ instruction }) => instruction)).toMatchObject({
      instruction: instructionAt(0, forged).id,
      event: 1,
      reason: 'signature',
    });
  });

  it('goes on after the first break and counts the others, keeping a hundred', async () => {
    const many = Array.from({ length: 150 }, () => 'no line');
    const report = await verify([...many, ...sound]);
    expect(report).toMatchObject({ ok: false, broken: 150, instructions: 5, firstBroken: { line: 1 } });
    expect(report.findings).toHaveLength(100);
  });

  it('is noticed whatever single character of a public event was changed, and the event is named', async () => {
    const { events } = instructionAt(2);
    const parsed = (text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    };
    const where = fc.nat(events.length - 1);
    await fc.assert(
      fc.asyncProperty(where, fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), async (place, spot, character) => {
        const text = JSON.stringify(events[place]);
        const offset = spot % text.length;
        const altered = parsed(text.slice(0, offset) + String.fromCharCode(character) + text.slice(offset + 1));
        if (altered === undefined || JSON.stringify(altered) === text) return;
        const report = await verify(
          changed(2, line => ({ ...line, events: events.with(place, altered as never) })),
          {},
        );
        expect(report.firstBroken).toMatchObject({ instruction: id, event: place + 1 });
      }),
      { numRuns: 200 },
    );
  });
});
