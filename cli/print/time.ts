import { localTime } from '../../shared/domain/local-time.ts';

/** `2026-11-21 01:28:33.120` in a zone. */
export const fullTime = (at: number, zone: string): string => {
  const { year, month, day, hour, minute, second } = localTime(at, zone);
  const ms = String(((at % 1000) + 1000) % 1000).padStart(3, '0');
  return `${year}-${month}-${day} ${hour}:${minute}:${second}.${ms}`;
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
