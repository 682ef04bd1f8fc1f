import * as z from 'zod';
import { DisposalRequest, MarkRequest, ReportRequest, ReturnRequest } from './bank-requests.ts';
import { strict } from './codes.ts';
import { DocumentRef, listOf, Name, PersonId, Phone, shortText } from './fields.ts';
import { Officers, Transfer, Victim } from './issue-request.ts';

/** 补充转账: another payment of the victim into the same target. */
export const AddTransferRequest = strict({ transfer: Transfer, remark: shortText(500).optional() });

/** What police change before sending again; bank and account stay, for another one is another instruction. */
export const CorrectionRequest = strict({
  holder: Name.optional(),
  victim: Victim.optional(),
  officers: Officers.optional(),
  transfers: listOf(Transfer, 1, 50).optional(),
  form: DocumentRef.optional(),
  remark: shortText(500).optional(),
}).refine(body => Object.keys(body).length > 0, { error: 'required' });

export const WithdrawalRequest = strict({ reason: shortText(500) });
export const ContestRequest = strict({ reason: shortText(500) });
export const ConfirmationRequest = strict({ remark: shortText(500).optional() });
export const PapersRequest = strict({ document: DocumentRef });
export const PlatformRequest = strict({ applicationId: shortText(36), remark: shortText(500).optional() });
export const RulingRequest = strict({ returnStands: z.boolean(), reason: shortText(500) });
export const PhoneRulingRequest = strict({ stands: z.boolean(), reason: shortText(500) });

/** What a bank said by telephone, entered for it: whom, at which number, and the code read back. */
export const PhoneEntryRequest = strict({
  call: strict({ person: PersonId, number: Phone, readBack: shortText(20) }),
  said: z.discriminatedUnion('do', [
    strict({ do: z.literal('acknowledge') }),
    strict({ do: z.literal('mark'), ...MarkRequest.shape }),
    strict({ do: z.literal('return'), ...ReturnRequest.shape }),
    strict({ do: z.literal('dispose'), ...DisposalRequest.shape }),
    strict({ do: z.literal('report'), ...ReportRequest.shape }),
  ]),
});
