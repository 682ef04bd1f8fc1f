import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours for a terminal, none where it is none or NO_COLOR is set. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });
export const paintError = (style: Style, text: string): string => styleText(style, text, { stream: process.stderr });

export interface Out {
  /** Whether scripts are to read it. */
  readonly json: boolean;
  /** For people: lines on standard output; nothing where scripts read. */
  readonly say: (...lines: readonly string[]) => void;
  /** For scripts: one JSON text a line. */
  readonly tell: (value: unknown) => void;
  /** Remarks that are no part of the result. */
  readonly note: (...lines: readonly string[]) => void;
}

export const outOf = (json: boolean): Out => {
  const write = (stream: NodeJS.WriteStream, lines: readonly string[]): void => {
    for (const line of lines) stream.write(`${line}\n`);
  };
  return {
    json,
    say: (...lines) => {
      if (!json) write(process.stdout, lines);
    },
    tell: value => {
      if (json) write(process.stdout, [JSON.stringify(value)]);
    },
    note: (...lines) => {
      if (!json) write(process.stderr, lines);
    },
  };
};
