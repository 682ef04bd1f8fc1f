/** An exact decimal number: `digits` × 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Spreadsheets show and keep 15 significant digits; what binary fractions add after them is noise. */
export const significantDigits = 15;

/** Reads `50000`, `1.25` or `5.0E+4`; undefined for anything else and for absurd lengths. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:e([+-]?\d{1,2}))?$/i.exec(text) ?? [];
  if (!whole) return undefined;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
};

export const times = (decimal: Decimal, factor: bigint): Decimal => ({ ...decimal, digits: decimal.digits * factor });

export const add = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  const at = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own);
  return { digits: at(a) + at(b), scale };
};

/** The whole number it is, or undefined where a fraction is left. */
export const wholeNumber = ({ digits, scale }: Decimal): bigint | undefined => {
  const unit = 10n ** BigInt(scale);
  return digits % unit === 0n ? digits / unit : undefined;
};

/** Rounded, half up, to the digits that a spreadsheet holds. */
export const withoutNoise = (decimal: Decimal): Decimal => {
  const length = (decimal.digits < 0n ? -decimal.digits : decimal.digits).toString().length;
  const extra = Math.min(length - significantDigits, decimal.scale);
  if (extra <= 0) return decimal;
  const unit = 10n ** BigInt(extra);
  const half = decimal.digits < 0n ? -unit / 2n : unit / 2n;
  return { digits: (decimal.digits + half) / unit, scale: decimal.scale - extra };
};
