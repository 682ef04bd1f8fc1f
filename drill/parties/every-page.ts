import type { Answer } from '../http/caller.ts';
import { Listed, type Summary } from '../http/views.ts';

const mostPages = 50;

/** All pages of a list. @throws Error where the list is refused */
export const everyPage = async (get: (path: string) => Promise<Answer>, path: string): Promise<Summary[]> => {
  const found: Summary[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await get(`${path}?limit=100${cursor === null ? '' : `&cursor=${cursor}`}`);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.code ?? ''}`);
    const { instructions, next } = Listed.parse(answer.body);
    found.push(...instructions);
    if (next === null) break;
    cursor = next;
  }
  return found;
};
