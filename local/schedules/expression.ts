import { Fault } from '../../shared/domain/fault.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const units: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day };
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type Field = (value: number) => boolean;

/** When a schedule rings next after an instant (epoch ms). */
export type Next = (after: number) => number;

/**
 * Reads `rate(…)` or `cron(…)` of EventBridge; cron is in UTC.
 * @throws Fault invalid/unsupported-schedule, also for L, W and #
 */
export function schedule(expression: string): Next {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const unit = units[rate?.[2] ?? ''];
  if (rate && unit !== undefined) {
    const every = Number(rate[1]) * unit;
    return after => (Math.floor(after / every) + 1) * every;
  }
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  if (cron.length !== 6) throw new Fault('invalid', 'unsupported-schedule', { expression });
  const [minutes, hours, date, month, weekday, year] = cron.map((text, i) => field(expression, text, i));
  const matches = (at: Date): boolean =>
    [
      minutes?.(at.getUTCMinutes()),
      hours?.(at.getUTCHours()),
      date?.(at.getUTCDate()),
      month?.(at.getUTCMonth() + 1),
      weekday?.(at.getUTCDay() + 1),
      year?.(at.getUTCFullYear()),
    ].every(Boolean);
  return after => {
    const first = (Math.floor(after / minute) + 1) * minute;
    for (let at = first; at < first + 4 * 366 * day; at += minute) if (matches(new Date(at))) return at;
    return Number.POSITIVE_INFINITY;
  };
}

function field(expression: string, text: string, position: number): Field {
  const names = position === 3 ? months : position === 4 ? days : [];
  const value = (part: string): number => {
    const named = names.indexOf(part.toUpperCase());
    const number = named >= 0 ? named + 1 : Number(part);
    if (!Number.isInteger(number)) throw new Fault('invalid', 'unsupported-schedule', { expression });
    return number;
  };
  const one = (part: string): Field => {
    const [range = '', step] = part.split('/');
    const every = step === undefined ? 1 : value(step);
    const [from = '', to] = range.split('-');
    if (range === '*' || range === '?') return now => now % every === 0;
    const low = value(from);
    const high = to !== undefined ? value(to) : step === undefined ? low : Number.POSITIVE_INFINITY;
    return now => now >= low && now <= high && (now - low) % every === 0;
  };
  const parts = text.split(',').map(one);
  return now => parts.some(part => part(now));
}
