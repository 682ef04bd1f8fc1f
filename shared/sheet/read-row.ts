import { present } from './present.ts';
import type { RowContent, SheetProblem, SheetTarget, SheetVictim } from './row.ts';
import { type RowReader, rowReader } from './row-reader.ts';
import type { Header } from './table/header.ts';
import type { Line } from './table/lines.ts';
import { readFromAccount, readTargetNumber, readTargetType } from './values/account.ts';
import type { BankFinder } from './values/bank.ts';
import { instantOf, readWall } from './values/instant.ts';
import { headerUnit, readAmount } from './values/money.ts';
import { readIdNumber, readIdType, readName, readPhone } from './values/person.ts';
import { isWrong } from './values/reading.ts';
import { readIncidentNumber, readLine, readReference } from './values/text.ts';
import { readUrgency } from './values/urgency.ts';
import type { Zone } from './values/zone.ts';

export interface RowContext {
  readonly header: Header;
  readonly date1904: boolean;
  readonly zone: Zone;
  readonly banks: BankFinder;
  readonly now: number;
}

const readVictim = ({ read }: RowReader, now: number): SheetVictim | undefined => {
  const name = read('victimName', readName);
  const idType = read('victimIdType', readIdType);
  const id = read('victimIdNumber', cell => readIdNumber(cell, idType, now));
  const phone = read('victimPhone', readPhone);
  return name === undefined ? undefined : { name, ...id, ...present({ phone }) };
};

const readTarget = ({ read }: RowReader, header: Header): SheetTarget | undefined => {
  const inHeader = /卡/.test(header.fields.get('targetNumber')?.label ?? '') ? 'card' : undefined;
  const declared = read('targetType', readTargetType) ?? inHeader;
  const target = read('targetNumber', cell => readTargetNumber(cell, declared));
  const name = read('targetName', readName);
  return target && name !== undefined ? { ...target, name } : undefined;
};

const readBank = ({ read, has, report }: RowReader, banks: BankFinder, target: SheetTarget | undefined) => {
  const card = target?.type === 'card' ? target.number : undefined;
  if (has('bank')) {
    return read('bank', cell => {
      const text = readLine(cell, 200);
      return isWrong(text) ? text : banks.find(text.value, card);
    });
  }
  const byCard = banks.find('', card);
  if (!isWrong(byCard)) return byCard.value;
  report('bank', byCard.wrong, byCard.candidates ? { candidates: byCard.candidates } : {});
  return undefined;
};

/** Day and time of day may stand in two columns; either column may also hold both. */
const readTransferTime = (
  { read, has, report }: RowReader,
  { date1904, zone, now }: RowContext,
): number | undefined => {
  const clock = read('transferTime', cell => readWall(cell, date1904));
  const day = has('transferDay') ? read('transferDay', cell => readWall(cell, date1904)) : undefined;
  const wall = { ...day, ...clock };
  if (!wall.day && !wall.clock) return undefined;
  const instant = instantOf(wall, zone, now);
  if (!isWrong(instant)) return instant.value;
  report(has('transferTime') ? 'transferTime' : 'transferDay', instant.wrong);
  return undefined;
};

const readReportedAt = ({ read }: RowReader, { date1904, zone, now }: RowContext): number | undefined =>
  read('reportedAt', cell => {
    const wall = readWall(cell, date1904);
    return isWrong(wall) ? wall : instantOf(wall.value, zone, now);
  });

/** One row in the system's terms, or all that is wrong with it. */
export const readRow = (
  line: Line,
  context: RowContext,
): { content: RowContent } | { problems: readonly SheetProblem[] } => {
  const { header, banks, now } = context;
  const reader = rowReader(line, header);
  const { read } = reader;
  if (line.hidden) {
    reader.report('incidentNumber', 'hidden-row');
    return { problems: reader.problems };
  }
  const incidentNumber = read('incidentNumber', readIncidentNumber);
  const victim = readVictim(reader, now);
  const target = readTarget(reader, header);
  const bankCode = readBank(reader, banks, target);
  const unit = headerUnit(header.fields.get('amount')?.label ?? '');
  const amountFen = read('amount', cell => readAmount(cell, unit));
  const at = readTransferTime(reader, context);
  const transfer = {
    serial: read('serial', readReference),
    fromAccount: read('fromAccount', readFromAccount),
    fromName: read('fromName', readName),
    fromBank: read('fromBank', cell => readLine(cell, 100)),
    channel: read('channel', cell => readLine(cell, 40)),
  };
  const urgency = read('urgency', readUrgency) ?? 'normal';
  const rest = {
    formNumber: read('formNumber', readReference),
    reportedAt: readReportedAt(reader, context),
    remark: read('remark', cell => readLine(cell, 500)),
  };
  const whole = incidentNumber !== undefined && victim && target && bankCode !== undefined;
  if (reader.problems.length > 0 || !whole || amountFen === undefined || at === undefined)
    return { problems: reader.problems };
  return {
    content: {
      incidentNumber,
      victim,
      target,
      bankCode,
      transfer: { amountFen, at, ...present(transfer) },
      urgency,
      ...present(rest),
    },
  };
};
