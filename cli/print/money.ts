/** Fen as yuan with its two decimals, exactly: 5000000 → ￥50,000.00. */
export const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}￥${whole}.${digits.slice(-2)}`;
};
