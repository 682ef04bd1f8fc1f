import type { RowContent } from './row.ts';
import { sha256 } from './sha256.ts';

/** Lists keep the fields' order out of the key; the leading word changes whenever a field is added or read otherwise. */
const listed = ({
  incidentNumber,
  victim,
  target,
  bankCode,
  transfer,
  urgency,
  formNumber,
  reportedAt,
  remark,
}: RowContent) => [
  'sheet-row-1',
  incidentNumber,
  [victim.name, victim.idType, victim.idNumber, victim.phone],
  [target.type, target.number, target.name],
  bankCode,
  [transfer.amountFen, transfer.at, transfer.serial],
  [transfer.fromAccount, transfer.fromName, transfer.fromBank, transfer.channel],
  [urgency, formNumber, reportedAt, remark],
];

/** SHA-256 of a row's normalised content, in hex. */
export const rowKey = (content: RowContent): string => sha256(JSON.stringify(listed(content)));
