import { basename } from 'node:path';
import { fieldProblems } from '../../shared/contract/codes.ts';
import { IssueRequest } from '../../shared/contract/issue-request.ts';
import { titleOf } from '../../shared/contract/titles.ts';
import { isFault } from '../../shared/domain/fault.ts';
import { groupRows, type SheetInstruction } from '../../shared/sheet/group-rows.ts';
import { readSheet } from '../../shared/sheet/read-sheet.ts';
import { banksOf } from '../api/banks.ts';
import { failureOf } from '../failure.ts';
import type { Place } from '../place.ts';
import type { Stated } from '../read/defaults.ts';
import { bytesOf } from '../read/file.ts';
import { type FormFinder, requestOf } from './request.ts';
import type { Failed, ImportResult, Issued } from './result.ts';

export interface Wish {
  readonly file: string;
  readonly dryRun: boolean;
  readonly stated: Stated;
  readonly forms: FormFinder;
  /** Told of each instruction as it goes. */
  readonly went: (one: Issued | Failed) => void;
}

/** Instructions under way at once; their rows are of different accounts. */
const together = 4;

const rowsOf = ({ transfers }: SheetInstruction): number[] => transfers.map(({ row }) => row).toSorted((a, b) => a - b);

/** What stops the whole import and not one row: nobody is signed in, nothing answers, the role is missing. */
const fatal = (error: unknown): boolean =>
  !isFault(error) ||
  error.kind === 'transient' ||
  ['not-signed-in', 'token-invalid', 'person-unknown', 'role-missing', 'route', 'not-ours'].includes(error.code);

const failed = (rows: readonly number[], error: unknown): Failed => {
  const { code, titles, errors = [] } = failureOf(error);
  return { rows, code, titles, errors };
};

const unfit = (rows: readonly number[], request: unknown): Failed | undefined => {
  const { success, error } = IssueRequest.safeParse(request);
  if (success) return undefined;
  const errors = fieldProblems(error).map(each => ({ ...each, titles: titleOf(each.code) }));
  return { rows, code: 'fields', titles: titleOf('fields'), errors };
};

/**
 * Issues what a spreadsheet's good rows say, each instruction under the key of its rows: running again issues nothing twice.
 * @throws Fault where nothing could be issued at all
 */
export const importSheet = async (place: Place, { file, dryRun, stated, forms, went }: Wish): Promise<ImportResult> => {
  const { zone } = place.settings;
  const sheet = await readSheet(bytesOf(file), basename(file), {
    zone,
    banks: await banksOf(place.api),
    now: Date.now(),
  });
  const wanted = groupRows(sheet.rows);
  const issued: Issued[] = [];
  const broken: Failed[] = [];
  let ready = 0;

  const one = async (instruction: SheetInstruction): Promise<void> => {
    const rows = rowsOf(instruction);
    const request = requestOf(instruction, stated, forms);
    const wrong = unfit(rows, request);
    if (wrong) {
      broken.push(wrong);
      return went(wrong);
    }
    ready += 1;
    if (dryRun) return;
    try {
      const { answer, replayed } = await place.api.post('/police/instructions', request, { key: instruction.key });
      const how = replayed ? 'repeated' : answer.number > 1 ? 'added' : 'issued';
      issued.push({ rows, id: answer.id, how });
    } catch (error) {
      if (fatal(error)) throw error;
      broken.push(failed(rows, error));
    }
    const last = broken.find(each => each.rows === rows) ?? issued.find(each => each.rows === rows);
    if (last) went(last);
  };

  for (let at = 0; at < wanted.length; at += together) await Promise.all(wanted.slice(at, at + together).map(one));
  const { problems, skipped } = sheet;
  const rows = sheet.rows.length;
  return { file: basename(file), sheet: sheet.sheet, dryRun, rows, ready, issued, failed: broken, problems, skipped };
};
