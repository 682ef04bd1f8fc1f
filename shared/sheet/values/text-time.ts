import { type Reading, wrong } from './reading.ts';
import type { Wall } from './wall.ts';

const dayPart = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?/;
const compactDay = /^(\d{4})(\d{2})(\d{2})(?=\d{4}(\d{2})?$|\D|$)/;
const clockPart = /^(\d{1,2})\s?[:时点]\s?(\d{1,2})\s?(?:分|:(?=\s?\d)|$)\s?(?:(\d{1,2})(?:\.(\d{1,3})\d*)?\s?秒?)?$/;
const compactClock = /^(\d{2})(\d{2})(\d{2})?$/;
// A bare minus is a zone only in ISO 8601: `10:03-10:30` is a span of time.
const zonePart = /\s?(z|(?:utc|gmt)[+-]\d{1,2}(?::?\d{2})?|\+\d{1,2}(?::?\d{2})?)$/i;
const isoZonePart = /(z|[+-]\d{2}(?::?\d{2})?)$/i;
const morning = /^(上午|早上|清晨|凌晨|am)\s?|\s?(am)$/i;
const afternoon = /^(下午|中午|傍晚|晚上|pm)\s?|\s?(pm)$/i;

/** Times that a person may write and that name no certain instant. */
const uncertain = (text: string): Reading<Wall> => {
  if (/^\d{1,2}\s?月\s?\d{1,2}|^\d{1,2}[-/.]\d{1,2}(\s|$)/.test(text)) return wrong('no-year');
  if (/^\d{2}\s?年|^\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(\D|$)/.test(text)) return wrong('short-year');
  return wrong(/^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/.test(text) ? 'day-order' : 'not-a-time');
};

const offsetOf = (text: string): number | undefined => {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return offset > 14 * 60 ? undefined : sign === '-' ? -offset : offset;
};

/** Twelve-hour readings; `下午 15:03` is taken as it stands, `上午 15:03` and `晚上 12:00` are not. */
const hourOf = (hour: number, half: 'am' | 'pm' | undefined, evening: boolean): number | undefined => {
  if (half === undefined) return hour;
  if (half === 'am') return hour > 12 ? undefined : hour % 12;
  if (evening && hour === 12) return undefined;
  return hour < 12 ? hour + 12 : hour;
};

const readClock = (text: string): Reading<NonNullable<Wall['clock']>> => {
  const half = morning.test(text) ? 'am' : afternoon.test(text) ? 'pm' : undefined;
  const bare = text.replace(morning, '').replace(afternoon, '');
  const match = clockPart.exec(bare) ?? compactClock.exec(bare);
  if (!match) return wrong('not-a-time');
  const hour = hourOf(Number(match[1]), half, text.startsWith('晚上'));
  if (hour === undefined) return wrong('impossible-date');
  return {
    value: {
      hour,
      minute: Number(match[2]),
      second: Number(match[3] ?? 0),
      ms: Number((match[4] ?? '').padEnd(3, '0')),
    },
  };
};

/** Reads text such as `2026年11月20日 15时03分`, `2026/11/20 下午3:03`, `20261120150300` or ISO 8601; day or time of day may be absent. */
export const readTimeText = (text: string): Reading<Wall> => {
  const bare = text
    .replace(/\(?(星期|周)[一二三四五六日天]\)?/, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const match = dayPart.exec(bare) ?? compactDay.exec(bare);
  const day = match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const rest = (match ? bare.slice(match[0].length) : bare).trim();
  if (day && !rest) return { value: { day } };

  const iso = /^T(?=\d)/.test(rest);
  const zone = (iso ? isoZonePart : zonePart).exec(rest)?.[0] ?? '';
  const clock = readClock(rest.slice(iso ? 1 : 0, rest.length - zone.length).replace(/^,\s?/, ''));
  if ('wrong' in clock) return day || clock.wrong !== 'not-a-time' ? clock : uncertain(bare);
  const offset = zone ? offsetOf(zone) : undefined;
  if (zone && offset === undefined) return wrong('not-a-time');
  return { value: { clock: clock.value, ...(day ? { day } : {}), ...(offset === undefined ? {} : { offset }) } };
};
