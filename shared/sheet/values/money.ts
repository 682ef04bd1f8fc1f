import type { Cell } from '../grid.ts';
import { add, type Decimal, parseDecimal, times, wholeNumber, withoutNoise } from './decimal.ts';
import { type Reading, wrong } from './reading.ts';
import { plain } from './text.ts';

const units: Readonly<Record<string, bigint>> = { 亿: 100_000_000n, 万: 10_000n, w: 10_000n, 千: 1_000n, 百: 100n };

/** Fen in one unit of a column whose header names it, as `金额（万元）`. */
export const headerUnit = (header: string): bigint => {
  const text = plain(header).replace(/\s/g, '');
  if (/[(:]分\)?$/.test(text)) return 1n;
  return 100n * (units[/([亿万千百])元?\)?$/.exec(text)?.[1] ?? ''] ?? 1n);
};

/** The most that an instruction may name. */
const mostFen = 10n ** 13n;

const inFen = (decimal: Decimal | undefined, fenPerUnit: bigint): Reading<number> => {
  if (!decimal) return wrong('not-an-amount');
  if (decimal.digits <= 0n) return wrong('not-positive');
  const fen = wholeNumber(times(decimal, fenPerUnit));
  if (fen === undefined) return wrong('fraction-of-fen');
  return fen > mostFen ? wrong('amount-too-large') : { value: Number(fen) };
};

const currency = /^(人民币|rmb|cny|¥):?|(人民币|rmb|cny)$/gi;
const foreign = /\$|€|£|usd|hkd|eur|美元|美金|港[币元]|欧元|日元|英镑|usdt/i;

/** `1万2千5百`: each unit once, from large to small. Digits after the last unit count only where 元 closes them: `5万3` is said for 53,000. */
const compound = (text: string, closed: boolean): Reading<number> => {
  const parts = Array.from(text.matchAll(/(\d+(?:\.\d+)?)([亿万千百w]?)/g));
  if (parts.map(([whole]) => whole).join('') !== text) return wrong('not-an-amount');
  const factors = parts.map(([, , unit = '']) => units[unit] ?? 1n);
  if (factors.some((factor, n) => n > 0 && factor >= (factors[n - 1] ?? 0n))) return wrong('not-an-amount');
  if (parts.length > 1 && factors.at(-1) === 1n && !closed) return wrong('ambiguous-amount');
  const sum = parts.reduce<Decimal | undefined>(
    (total, [, digits = ''], n) => {
      const part = parseDecimal(digits);
      return total && part && add(total, times(part, factors[n] ?? 1n));
    },
    { digits: 0n, scale: 0 },
  );
  return inFen(sum, 100n);
};

const textAmount = (text: string, fenPerUnit: bigint): Reading<number> => {
  if (foreign.test(text)) return wrong('foreign-currency');
  const bare = text.replace(/\s/g, '').replace(currency, '').toLowerCase();
  const said = bare.replace(/[元圆块](整|正)?$|(整|正)$/, '');
  const amount = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(said) ? said.replaceAll(',', '') : said;
  const closed = /[元圆块](整|正)?$/.test(bare);
  if (/^[+-]?\d+(\.\d*)?$/.test(amount)) return inFen(parseDecimal(amount), closed ? 100n : fenPerUnit);
  const ungrouped = amount.replace(/^(\d{1,3}(?:,\d{3})+)(?=[.亿万千百w])/, digits => digits.replaceAll(',', ''));
  return /[亿万千百w]/.test(ungrouped) ? compound(ungrouped, closed) : wrong('not-an-amount');
};

/** An amount as whole fen, exactly. A cell that names its own unit is believed over the header. */
export const readAmount = (cell: Cell, fenPerUnit: bigint): Reading<number> => {
  if (cell.kind === 'date') return wrong('is-date');
  if (cell.kind !== 'number') return textAmount(plain(cell.text), fenPerUnit);
  const decimal = parseDecimal(cell.text);
  return inFen(decimal && withoutNoise(decimal), fenPerUnit);
};
