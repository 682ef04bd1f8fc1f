import { Fault } from '../../shared/domain/fault.ts';
import { given } from '../commands/options.ts';
import type { Stated } from './defaults.ts';
import { instantText, type Moment } from './instant.ts';
import { transferOf } from './transfer.ts';

/** An instruction as options spell it. */
export interface OrderOptions {
  readonly incident?: string | undefined;
  readonly bank?: string | undefined;
  readonly urgent: boolean;
  readonly card?: string | undefined;
  readonly account?: string | undefined;
  readonly wallet?: string | undefined;
  readonly merchant?: string | undefined;
  readonly serialTarget?: string | undefined;
  readonly holder?: string | undefined;
  readonly victim?: string | undefined;
  readonly victimId?: string | undefined;
  readonly victimPhone?: string | undefined;
  readonly transfer: readonly string[];
  readonly reportedAt?: string | undefined;
  readonly remark?: string | undefined;
  readonly historyReason?: string | undefined;
}

/** Blanks and dashes that people put into numbers go here, before the order is signed. */
const number = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();

const targetOf = ({
  card,
  account,
  wallet,
  merchant,
  serialTarget,
  holder,
  bank,
}: OrderOptions): object | undefined => {
  const named = [
    card === undefined ? undefined : { type: 'card', number: number(card) },
    account === undefined ? undefined : { type: 'account', number: number(account) },
    wallet === undefined ? undefined : { type: 'wallet', number: wallet },
    merchant === undefined ? undefined : { type: 'merchant', number: merchant },
  ].flatMap(target => (target ? [{ ...target, ...(holder ? { holder } : {}) }] : []));
  const all =
    serialTarget === undefined
      ? named
      : [...named, { type: 'transaction-serial', institution: bank, serial: serialTarget }];
  if (all.length > 1)
    throw new Fault('invalid', 'usage-one-of', { options: '--card --account --wallet --merchant --serial' });
  return all[0];
};

const victimOf = ({ victim, victimId, victimPhone }: OrderOptions): object | undefined =>
  victim === undefined
    ? undefined
    : given({ name: victim, id: victimId && { type: '01', number: number(victimId) }, phone: victimPhone });

const formOf = ({ formNumber, formSha256 }: Stated): object | undefined =>
  formNumber === undefined && formSha256 === undefined
    ? undefined
    : given({ type: 'form', number: formNumber, sha256: formSha256?.toLowerCase() });

const officersOf = ({ handling, assisting }: Stated): object | undefined =>
  handling || assisting ? given({ handling, assisting }) : undefined;

/** The request that options and defaults make; what they do not say is absent, for a file to say or the API to ask for. */
export const orderOf = (options: OrderOptions, stated: Stated, moment: Moment): Record<string, unknown> =>
  given({
    incidentNumber: options.incident,
    bank: options.bank,
    urgency: options.urgent ? 'urgent' : undefined,
    applicationType: stated.applicationType,
    reportedAt: stated.reportedAt === undefined ? undefined : instantText('--reported-at', stated.reportedAt, moment),
    victim: victimOf(options),
    target: targetOf(options),
    transfers:
      options.transfer.length > 0 ? options.transfer.map(each => transferOf('--transfer', each, moment)) : undefined,
    officers: officersOf(stated),
    form: formOf(stated),
    approver: stated.approver,
    reason: stated.reason,
    remark: options.remark,
    historyReason: options.historyReason,
  });
