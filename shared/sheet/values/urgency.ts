import type { Cell } from '../grid.ts';
import { type Reading, wrong } from './reading.ts';
import { plain } from './text.ts';

/** 正常 or 加急, by name or by the national platform's code (01, 02). */
export const readUrgency = (cell: Cell): Reading<'normal' | 'urgent'> => {
  const text = plain(cell.text).toLowerCase();
  if (/^(特急|加急|紧急|急|非常紧急|0?2|urgent)$/.test(text)) return { value: 'urgent' };
  return /^(正常|普通|一般|0?1|normal)$/.test(text) ? { value: 'normal' } : wrong('urgency');
};
