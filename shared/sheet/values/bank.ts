import type { SheetBank } from '../row.ts';
import { type Reading, wrong } from './reading.ts';
import { plain } from './text.ts';

/** Finds the bank that a cell's text or a card's first digits mean. */
export interface BankFinder {
  /** `text` is empty where the cell is. */
  find(text: string, cardNumber: string | undefined): Reading<string>;
}

const bare = (text: string): string =>
  plain(text)
    .replace(/\s/g, '')
    .replace(/(股份)?有限(责任)?公司/g, '')
    .toLowerCase();

/** 中国工商银行 is also written 工商银行; 中国银行 is not written 银行. */
const spellings = (name: string): string[] => {
  const whole = bare(name);
  const short = whole.replace(/^中国/, '');
  return [...new Set([whole, short.length > 2 ? short : whole])].filter(spelling => spelling);
};

/** What may follow a bank's name: a branch, a counter, a kind of card, but not another bank's name. */
const isBranch = (rest: string): boolean => !/银行|农商|信用社|信用联社|村镇|合作社/.test(rest);

const pairs = (text: string): Set<string> =>
  new Set(Array.from(text).map((letter, n, all) => letter + (all[n + 1] ?? '')));

const likeness = (a: string, b: string): number => {
  const [left, right] = [pairs(a), pairs(b)];
  const common = [...left].filter(pair => right.has(pair)).length;
  return (2 * common) / (left.size + right.size);
};

interface Named {
  readonly bank: SheetBank;
  readonly name: string;
}

const unique = (banks: readonly SheetBank[]): SheetBank[] => [
  ...new Map(banks.map(bank => [bank.code, bank])).values(),
];

/** The banks whose name begins the text, where the longest such name wins. */
const named = (names: readonly Named[], text: string): SheetBank[] => {
  const starts = [text, text.replace(/^中国/, '')];
  const fits = names.filter(({ name }) =>
    starts.some(start => start.startsWith(name) && isBranch(start.slice(name.length))),
  );
  const longest = Math.max(0, ...fits.map(({ name }) => name.length));
  return unique(fits.filter(({ name }) => name.length === longest).map(({ bank }) => bank));
};

const prefixed = (banks: readonly SheetBank[], cardNumber: string): SheetBank[] => {
  const fits = banks.flatMap(bank =>
    bank.cardPrefixes.filter(prefix => prefix && cardNumber.startsWith(prefix)).map(prefix => ({ bank, prefix })),
  );
  const longest = Math.max(0, ...fits.map(({ prefix }) => prefix.length));
  return unique(fits.filter(({ prefix }) => prefix.length === longest).map(({ bank }) => bank));
};

export const bankFinder = (banks: readonly SheetBank[]): BankFinder => {
  const names = banks.flatMap(bank => [bank.name, ...bank.aliases].flatMap(spellings).map(name => ({ bank, name })));
  const near = (text: string): SheetBank[] => {
    const ranked = names
      .map(({ bank, name }) => ({ bank, score: likeness(text.slice(0, name.length + 2), name) }))
      .filter(({ score }) => score >= 0.4);
    return unique(ranked.toSorted((a, b) => b.score - a.score).map(({ bank }) => bank)).slice(0, 3);
  };

  const codes = banks.map(bank => ({ bank, name: bank.code.toLowerCase() }));
  const said = (text: string): SheetBank[] => {
    const exact = [...codes, ...names].filter(({ name }) => name === text).map(({ bank }) => bank);
    return exact.length > 0 ? unique(exact) : named(names, text);
  };
  const remembered = new Map<string, SheetBank[]>();

  return {
    find: (text, cardNumber) => {
      const wanted = bare(text);
      const byCard = cardNumber ? prefixed(banks, cardNumber) : [];
      const byName = wanted ? (remembered.get(wanted) ?? said(wanted)) : byCard;
      if (wanted) remembered.set(wanted, byName);
      if (!wanted && byName.length === 0) return wrong('bank-missing');
      if (byName.length === 0) return { wrong: 'bank-unknown', candidates: near(wanted) };

      const both = byCard.length > 0 ? byName.filter(bank => byCard.includes(bank)) : byName;
      if (both.length === 0) return { wrong: 'bank-other-prefix', candidates: unique([...byName, ...byCard]) };
      const [only] = both;
      return only && both.length === 1 ? { value: only.code } : { wrong: 'bank-ambiguous', candidates: both };
    },
  };
};
