import type * as z from 'zod';
import type { DetailsInForce, StoredTransfer } from '../app/order-in-force.ts';
import type { Org } from '../contract/directory.ts';
import type { Sheet } from '../contract/responses/sheet.ts';
import type { Order } from '../domain/instruction.ts';
import { kinds, urgencies } from '../domain/kinds.ts';
import { localTime } from '../domain/local-time.ts';

interface SheetParts {
  readonly order: Order;
  readonly details: DetailsInForce;
  readonly bank: Org | undefined;
  readonly unit: Org | undefined;
  readonly zone: string;
  readonly applicationId: string | null;
}

/** The platform's times: yyyyMMddHHmmss, in the county's zone. */
export const platformTime = (at: number, zone: string): string => {
  const { year, month, day, hour, minute, second } = localTime(at, zone);
  return `${year}${month}${day}${hour}${minute}${second}`;
};

/** Yuan with two decimals, without a detour over fractions. */
export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

const transferOut = ({ from, amount, at }: StoredTransfer, zone: string) => ({
  TransferOutBankID: null,
  TransferOutBankName: from?.bank ?? null,
  TransferOutAccountName: from?.holder ?? null,
  TransferOutAccountNumber: from?.account ?? null,
  Currency: 'CNY' as const,
  TransferAmount: yuan(amount),
  TransferTime: platformTime(at, zone),
});

/** A stop in the fields of 100101 (domain facts 6.3). Codes of banks and document types are the platform's own and stay to the officer. */
export const platformSheet = ({
  order,
  details,
  bank,
  unit,
  zone,
  applicationId,
}: SheetParts): z.input<typeof Sheet> => {
  const { target, officers, transfers, reason, remark } = details;
  const { handling, assisting } = officers;
  const issued = platformTime(order.issuedAt, zone);
  return {
    id: order.id,
    message: kinds[order.kind].code,
    phone: bank?.phone ?? null,
    fields: {
      ApplicationID: applicationId,
      ApplicationType: order.applicationType,
      OriginalApplicationID: null,
      CaseNumber: order.caseId,
      CaseType: null,
      EmergencyLevel: urgencies[order.urgency].code,
      BankID: order.bank,
      BankName: bank?.name.zh ?? order.bank,
      AccountType: null,
      AccountName: target.holder ?? null,
      AccountNumber: target.number ?? null,
      Currency: 'CNY',
      Reason: reason,
      Remark: remark ?? null,
      StartTime: issued,
      ExpireTime: platformTime(order.issuedAt + order.policy.holdMs, zone),
      ApplicationTime: issued,
      ApplicationOrgID: order.unit,
      ApplicationOrgName: unit?.name.zh ?? order.unit,
      OperatorIDType: handling.idType,
      OperatorIDNumber: handling.idNumber,
      OperatorName: handling.name,
      OperatorPhoneNumber: handling.phone ?? null,
      InvestigatorIDType: assisting.idType,
      InvestigatorIDNumber: assisting.idNumber,
      InvestigatorName: assisting.name,
    },
    transfers: transfers.map(transfer => transferOut(transfer, zone)),
  };
};
