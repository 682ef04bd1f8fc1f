import { Fault } from '../../shared/domain/fault.ts';
import { reasons } from '../../shared/sheet/reasons.ts';
import { readAmount } from '../../shared/sheet/values/money.ts';
import { isWrong } from '../../shared/sheet/values/reading.ts';

const zero = /^[￥¥]?\s*0+(\.0{1,2})?\s*元?$/;
const fenPerYuan = 100n;

/**
 * Fen of an amount as people write it in yuan: `5万`, `50000.00`, `￥50,000`. No floating point on the way.
 * @throws Fault invalid/usage-amount
 */
export const fenOf = (option: string, text: string, { orZero = false } = {}): number => {
  if (orZero && zero.test(text.trim())) return 0;
  const reading = readAmount({ kind: 'text', text }, fenPerYuan);
  if (isWrong(reading)) throw new Fault('invalid', 'usage-amount', { option, ...reasons[reading.wrong] });
  return reading.value;
};
