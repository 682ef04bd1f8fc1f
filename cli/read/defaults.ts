import * as z from 'zod';
import { parsedFrom, sha256Of } from './file.ts';
import { Officer, officerOf } from './officer.ts';

/** What a unit says alike in all its instructions, kept in a file: officers, the form, the reason. */
const Defaults = z.strictObject({
  officers: z.strictObject({ handling: Officer.optional(), assisting: Officer.optional() }).optional(),
  form: z.strictObject({ number: z.string().optional(), sha256: z.string().optional() }).optional(),
  reason: z.string().optional(),
  reportedAt: z.string().optional(),
  applicationType: z.string().optional(),
  approver: z.string().optional(),
});
export type Defaults = z.output<typeof Defaults>;

export interface DefaultOptions {
  readonly defaults?: string | undefined;
  readonly handling?: string | undefined;
  readonly assisting?: string | undefined;
  readonly formNumber?: string | undefined;
  readonly formSha256?: string | undefined;
  readonly formFile?: string | undefined;
  readonly reason?: string | undefined;
}

export interface Stated {
  readonly handling?: Officer | undefined;
  readonly assisting?: Officer | undefined;
  readonly formNumber?: string | undefined;
  readonly formSha256?: string | undefined;
  readonly reason?: string | undefined;
  readonly reportedAt?: string | undefined;
  readonly applicationType?: string | undefined;
  readonly approver?: string | undefined;
}

/** What options say, and beneath them a file of defaults. @throws Fault invalid/usage-officer, usage-file, usage-file-content */
export const statedIn = (options: DefaultOptions): Stated => {
  const file: Defaults = options.defaults === undefined ? {} : parsedFrom(options.defaults, Defaults);
  const { handling, assisting, formNumber, formSha256, formFile, reason } = options;
  return {
    handling: handling === undefined ? file.officers?.handling : officerOf('--handling', handling),
    assisting: assisting === undefined ? file.officers?.assisting : officerOf('--assisting', assisting),
    formNumber: formNumber ?? file.form?.number,
    formSha256: formSha256 ?? (formFile === undefined ? file.form?.sha256 : sha256Of(formFile)),
    reason: reason ?? file.reason,
    reportedAt: file.reportedAt,
    applicationType: file.applicationType,
    approver: file.approver,
  };
};
