import type { Title } from '../../shared/contract/titles.ts';
import type { SheetResult } from '../../shared/sheet/row.ts';

/** What became of the rows of one instruction. */
export interface Issued {
  readonly rows: readonly number[];
  readonly id: string;
  /** Issued now, issued by an earlier run, or added to a stop that the case already had open. */
  readonly how: 'issued' | 'repeated' | 'added';
}

export interface Failed {
  readonly rows: readonly number[];
  readonly code: string;
  readonly titles: Title;
  readonly errors: readonly { readonly field: string; readonly code: string; readonly titles: Title }[];
}

export interface ImportResult {
  readonly file: string;
  readonly sheet: string;
  readonly dryRun: boolean;
  readonly rows: number;
  /** With a dry run: how many would be issued. */
  readonly ready: number;
  readonly issued: readonly Issued[];
  readonly failed: readonly Failed[];
  readonly problems: SheetResult['problems'];
  readonly skipped: SheetResult['skipped'];
}

export const clean = ({ failed, problems }: ImportResult): boolean => failed.length === 0 && problems.length === 0;

const rowsOf = (rows: readonly number[]): string => `第 ${rows.join('、')} 行`;

const how = { issued: '已签发', repeated: '此前已签发', added: '已并入未了的止付' } as const;

export const issuedLine = ({ rows, id, how: which }: Issued): string => `${how[which]}　${id}　${rowsOf(rows)}`;

export const failedLines = ({ rows, titles, errors }: Failed): string[] => [
  `未签发　${rowsOf(rows)}　${titles.zh}　${titles.en}`,
  ...errors.map(each => `  ${each.field}: ${each.titles.zh}　${each.titles.en}`),
];

/** Every bad row with its cell and reason; never what the cell holds. */
export const problemLines = ({ problems }: ImportResult): string[] =>
  problems.map(({ row, cell, reason }) => {
    const place = [row === undefined ? '' : `第 ${row} 行`, cell ?? ''].filter(part => part).join(' ') || '整个文件';
    return `${place}　${reason.zh}　${reason.en}`;
  });

const skips: Readonly<Record<SheetResult['skipped'][number]['why'], string>> = {
  'above-header': '表头以上',
  'repeated-header': '重复的表头',
  example: '示例',
  total: '合计',
  note: '说明',
  'unused-column': '未用的列',
  'hidden-sheet': '隐藏的工作表',
  'other-sheet': '其他工作表',
};

const skippedLine = ({ skipped }: ImportResult): string[] => {
  const told = skipped.filter(({ why }) => why !== 'above-header');
  const each = told.map(
    ({ why, row, cell, label }) =>
      `${skips[why]}${label ? `“${label}”` : ''}${row ? `第 ${row} 行` : ''}${cell ? ` ${cell}` : ''}`,
  );
  return each.length > 0 ? [`略过 skipped：${each.join('；')}`] : [];
};

/** The last lines of an import. */
export const summaryLines = (result: ImportResult): string[] => {
  const { rows, ready, issued, failed, problems, dryRun } = result;
  const count = (which: Issued['how']): number => issued.filter(each => each.how === which).length;
  const bad = new Set(problems.map(({ row }) => row)).size;
  const done = dryRun
    ? `可签发 ${ready} 条（未签发 dry run）`
    : `签发 ${count('issued')} 条，此前已签发 ${count('repeated')} 条，并入 ${count('added')} 条，未签发 ${failed.length} 条`;
  return [...skippedLine(result), `有效 ${rows} 行，有误 ${bad} 行；${done}`];
};
