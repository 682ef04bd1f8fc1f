const digitsOf = (text: string): number[] => Array.from(text, Number);

/** Luhn check of a card number; the caller knows that the target is a card. */
export const luhnValid = (digits: string): boolean =>
  /^\d+$/.test(digits) &&
  digitsOf(digits)
    .reverse()
    .map((digit, place) => (place % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9))
    .reduce((sum, digit) => sum + digit, 0) %
    10 ===
    0;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
const chinaOffset = 8 * 3_600_000;

/** The calendar day is taken in China's time, where the numbers are issued. */
const birthDateValid = (yyyymmdd: string, notAfter?: number): boolean => {
  const day = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6, 8)}`;
  const instant = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== day) return false;
  if (day < '1800-01-01') return false;
  return notAfter === undefined || day <= new Date(notAfter + chinaOffset).toISOString().slice(0, 10);
};

/** GB 11643-1999: 17 digits and a check character, a real birth date, not born after `notAfter` (epoch ms) where given. */
export const residentIdValid = (id: string, notAfter?: number): boolean => {
  if (!/^[1-9]\d{16}[\dX]$/.test(id) || !birthDateValid(id.slice(6, 14), notAfter)) return false;
  const sum = digitsOf(id.slice(0, 17)).reduce((total, digit, place) => total + digit * (weights[place] ?? 0), 0);
  return checkCharacters[sum % 11] === id[17];
};
