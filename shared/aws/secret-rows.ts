import * as z from 'zod';
import type { Secret } from '../contract/ledger.ts';
import { keys } from './keys.ts';

type Item = Record<string, unknown>;

/** Characters of one piece, at most 3 bytes each: an item may have 400 KB, and a list of a thousand transfers has more. */
const pieceLength = 80_000;

const Whole = z.looseObject({ salt: z.string(), value: z.record(z.string(), z.unknown()) });
const Headed = z.looseObject({ salt: z.string(), pieces: z.int() });
const Piece = z.looseObject({ sk: z.string(), text: z.string() });

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** Cut between characters, never within one. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = from + pieceLength;
    const end = isHigh(text.charCodeAt(to - 1)) ? to - 1 : to;
    pieces.push(text.slice(from, end));
    from = end;
  }
  return pieces;
};

/** The items of a private part: one, or where it is long a head and its text in pieces. All begin with the key of the first. */
export const secretItems = (
  { id, n }: { readonly id: string; readonly n: number },
  salt: string,
  value: Secret,
): Item[] => {
  const text = JSON.stringify(value);
  if (text.length <= pieceLength) return [{ ...keys.secret(id, n), salt, value }];
  const pieces = piecesOf(text);
  return [
    { ...keys.secret(id, n), salt, pieces: pieces.length },
    ...pieces.map((piece, at) => ({ ...keys.secretPiece(id, n, at), text: piece })),
  ];
};

const joined = (items: readonly Item[]): unknown =>
  JSON.parse(
    items
      .map(item => Piece.parse(item))
      .toSorted((a, b) => (a.sk < b.sk ? -1 : 1))
      .map(({ text }) => text)
      .join(''),
  );

/** A private part from its items, in any order; undefined where it was erased, wholly or in part. */
const secretFrom = (items: readonly Item[]): z.output<typeof Whole> | undefined => {
  const head = items.find(({ salt }) => salt !== undefined);
  if (!head) return undefined;
  const headed = Headed.safeParse(head);
  if (!headed.success) return Whole.parse(head);
  const pieces = items.filter(item => item !== head);
  return pieces.length === headed.data.pieces ? Whole.parse({ ...head, value: joined(pieces) }) : undefined;
};

/** The private parts among the items of an instruction, by the number of their event. */
export const secretsAmong = (items: readonly Item[]): ReadonlyMap<number, { salt: string; value: Secret }> => {
  const byEvent = Map.groupBy(
    items.filter(({ sk }) => String(sk).startsWith('PRIV#')),
    ({ sk }) => Number(String(sk).split('#')[1]),
  );
  return new Map(
    [...byEvent].flatMap(([n, parts]) => {
      const found = secretFrom(parts);
      return found ? [[n, { salt: found.salt, value: found.value }] as const] : [];
    }),
  );
};
