const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
};

/** `2026-11-21 01:28:33.120` in a zone. */
export const fullTime = (at: number, zone: string): string => {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second, fractionalSecond } = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}.${fractionalSecond}`;
};

/** `11-21 01:28:33`. */
export const shortTime = (at: number, zone: string): string => fullTime(at, zone).slice(5, 19);

/** A span of time for people: `0.031 秒`, `2 分 05 秒`, `1 时 04 分`. */
export const span = (ms: number): string => {
  const sign = ms < 0 ? '-' : '';
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 10) return `${sign}${seconds.toFixed(3)} 秒`;
  if (seconds < 60) return `${sign}${seconds.toFixed(1)} 秒`;
  const minutes = Math.floor(seconds / 60);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  if (minutes < 60) return `${sign}${minutes} 分 ${two(seconds % 60)} 秒`;
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? `${sign}${hours} 时 ${two(minutes % 60)} 分`
    : `${sign}${Math.floor(hours / 24)} 天 ${hours % 24} 时`;
};

/** What is left until a deadline, or how long it is over. */
export const left = (dueAt: number, now: number): string =>
  dueAt >= now ? `剩 ${span(dueAt - now)}` : `超 ${span(now - dueAt)}`;
