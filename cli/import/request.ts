import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { Fault } from '../../shared/domain/fault.ts';
import type { SheetInstruction } from '../../shared/sheet/group-rows.ts';
import { given } from '../commands/options.ts';
import type { Stated } from '../read/defaults.ts';
import { sha256Of } from '../read/file.ts';
import { said } from '../read/said.ts';

/** SHA-256 of the form a number names; undefined where there is none. */
export type FormFinder = (formNumber: string) => string | undefined;

/** Forms lie in a folder, each named by its number. @throws Fault invalid/usage-file */
export const formsIn = (folder: string): FormFinder => {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    throw new Fault('invalid', 'usage-file', { file: folder, said: said(error) }, { cause: error });
  }
  const byNumber = new Map(files.map(file => [basename(file, extname(file)), join(folder, file)]));
  return number => {
    const file = byNumber.get(number);
    return file === undefined ? undefined : sha256Of(file);
  };
};

const iso = (at: number): string => new Date(at).toISOString();

const victimOf = ({ name, idType, idNumber, phone }: SheetInstruction['victim']): object =>
  given({ name, id: idNumber === undefined ? undefined : { type: idType ?? '01', number: idNumber }, phone });

const transferOf = ({
  amountFen,
  at,
  serial,
  fromAccount,
  fromName,
  fromBank,
  channel,
}: SheetInstruction['transfers'][number]): object =>
  given({
    amount: amountFen,
    at: iso(at),
    serial,
    from: fromAccount === undefined ? undefined : given({ account: fromAccount, holder: fromName, bank: fromBank }),
    channel,
  });

/**
 * The request of an instruction from a spreadsheet, with what the sheet lacks from options. The same sheet and options make the
 * same request, so that running again finds the first answer.
 */
export const requestOf = (sheet: SheetInstruction, stated: Stated, forms: FormFinder): Record<string, unknown> => {
  const formNumber = sheet.formNumber ?? stated.formNumber;
  const sha256 = (formNumber === undefined ? undefined : forms(formNumber)) ?? stated.formSha256?.toLowerCase();
  const { handling, assisting, applicationType, approver } = stated;
  return given({
    kind: 'stop',
    incidentNumber: sheet.incidentNumber,
    bank: sheet.bankCode,
    urgency: sheet.urgency,
    applicationType,
    reportedAt: sheet.reportedAt === undefined ? stated.reportedAt : iso(sheet.reportedAt),
    victim: victimOf(sheet.victim),
    target: { type: sheet.target.type, number: sheet.target.number, holder: sheet.target.name },
    transfers: sheet.transfers.map(transferOf),
    officers: given({ handling, assisting }),
    form:
      formNumber === undefined && sha256 === undefined
        ? undefined
        : given({ type: 'form', number: formNumber, sha256 }),
    approver,
    reason: stated.reason ?? '电信网络诈骗',
    remark: sheet.remark,
  });
};
