import type { KeySet } from '../contract/es256.ts';
import { ExportLine, type Seal } from '../contract/export.ts';
import { verifierOf } from '../contract/jws.ts';
import { type Finding, nothing, type RecordReport, sum, type Tally } from './record-report.ts';
import { headChain } from './verify-heads.ts';
import { type Broken, verifyInstruction } from './verify-instruction.ts';

export interface VerifyOptions {
  /** Public keys; without them signatures are counted, not proved. */
  readonly jwks?: KeySet;
  /** False for an excerpt: it may begin with any daily head and leave instructions out. True unless given. */
  readonly whole?: boolean;
}

/** Lines proved side by side; what bounds the memory. */
const together = 64;
const mostFindings = 100;

interface Outcome {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly kind?: ExportLine['kind'];
  /** Entries of daily heads that were proved, noted in the order of the lines. */
  readonly met?: { readonly line: number; readonly instruction: string; readonly seals: readonly Seal[] };
}

/**
 * Proves an export line by line: every chain, every signature where keys are given, every daily head and what it holds. Blank lines
 * are skipped. Memory grows with the number of days and not with that of instructions.
 */
export const verifyRecord = async (
  lines: AsyncIterable<string>,
  { jwks, whole = true }: VerifyOptions = {},
): Promise<RecordReport> => {
  const verify = jwks && verifierOf(jwks);
  const heads = headChain({ verify, whole });
  const findings: Finding[] = [];
  const counts = { 'day-head': 0, instruction: 0 };
  let broken = 0;
  let tally = nothing;

  const take = (finding: Finding): void => {
    broken += 1;
    if (findings.length < mostFindings) findings.push(finding);
  };

  const prove = ({ number, text }: NumberedLine): Promise<Outcome> | Outcome => {
    const read = readLine(text);
    if (!read.line) return { tally: nothing, findings: [{ line: number, ...read.broken }] };
    const { line } = read;
    if (line.kind === 'instruction') {
      const { id: instruction } = line;
      return verifyInstruction(line, { verify, headOf: heads.of }).then(({ tally: own, broken: wrong, seals }) => ({
        kind: line.kind,
        tally: own,
        findings: wrong ? [{ line: number, instruction, ...wrong }] : [],
        met: { line: number, instruction, seals },
      }));
    }
    const unlinked = heads.add(line, number);
    return heads.prove(line).then(altered => ({
      kind: line.kind,
      tally: verify ? { ...nothing, signatures: altered ? 0 : 1 } : { ...nothing, unproved: 1 },
      findings: [unlinked, altered].flatMap(each => (each ? [{ line: number, ...each }] : [])).slice(0, 1),
    }));
  };

  for await (const batch of batches(lines, together)) {
    for (const { tally: own, findings: wrong, kind, met } of await Promise.all(batch.map(prove))) {
      if (kind) counts[kind] += 1;
      tally = sum(tally, own);
      wrong.forEach(take);
      for (const { line, instruction, seals } of met ? [met] : []) {
        const repeated = seals.map(heads.meet).find(each => each !== undefined);
        if (repeated) take({ line, instruction, ...repeated });
      }
    }
  }
  heads.unmet().forEach(take);
  const [firstBroken] = findings;
  return {
    ok: broken === 0,
    instructions: counts.instruction,
    heads: counts['day-head'],
    ...tally,
    ...(firstBroken ? { firstBroken } : {}),
    findings,
    broken,
  };
};

interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

async function* batches(lines: AsyncIterable<string>, size: number): AsyncGenerator<NumberedLine[]> {
  let batch: NumberedLine[] = [];
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() !== '') batch.push({ number, text });
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

type Read =
  | { readonly line: ExportLine }
  | { readonly line?: undefined; readonly broken: Broken & { instruction?: string } };

/** A line that is not of the form names its instruction and event as far as they can be made out. */
const readLine = (text: string): Read => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { broken: { reason: 'unreadable' } };
  }
  const { data, error } = ExportLine.safeParse(value);
  if (data) return { line: data };
  const { path = [] } = error.issues.find(issue => issue.path[0] === 'events') ?? {};
  const id =
    value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'string' ? value.id : undefined;
  return {
    broken: {
      reason: 'unreadable',
      ...(id === undefined ? {} : { instruction: id }),
      ...(typeof path[1] === 'number' ? { event: path[1] + 1 } : {}),
    },
  };
};
