import { Fault } from '../domain/fault.ts';

/** Far above what any list of ours may hold; a longer one is refused before every item of it is looked at. */
const longestList = 2000;

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

interface Level {
  /** Names of the members so far; a list has none. */
  readonly names?: Set<string>;
  /** Member or position now at hand. */
  at: string | number;
  /** The next text is a member's name. */
  named: boolean;
}

const opened = (object: boolean): Level =>
  object ? { names: new Set(), at: '', named: true } : { at: 0, named: false };

/** What JSON readers disagree on, found in a text that is JSON: a member that stands twice; and lists beyond measure. */
const refuseAmbiguous = (text: string): void => {
  const levels: Level[] = [];
  const refuse = (code: string): never => {
    throw new Fault('invalid', 'fields', { errors: [{ field: levels.map(({ at }) => at).join('.'), code }] });
  };
  for (const [found] of text.matchAll(token)) {
    const top = levels.at(-1);
    if (found === '{' || found === '[') levels.push(opened(found === '{'));
    else if (found === '}' || found === ']') levels.pop();
    else if (found === ',') {
      if (top?.names) top.named = true;
      else if (top && typeof top.at === 'number' && ++top.at >= longestList) refuse('list-length');
    } else if (top?.names && top.named) {
      top.named = false;
      top.at = String(JSON.parse(found));
      if (top.names.has(top.at)) refuse('duplicate-field');
      top.names.add(top.at);
    }
  }
};

/**
 * The value of a JSON text in which no member stands twice.
 * @throws Fault invalid/json, invalid/fields
 */
export const parseJson = (text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Fault('invalid', 'json', {}, { cause });
  }
  refuseAmbiguous(text);
  return value;
};
