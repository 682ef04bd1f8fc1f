import * as z from 'zod';
import {
  DisposalRequest,
  MarkRequest,
  ReleaseRequest,
  ReportRequest,
  ReturnRequest,
  WithdrawalAnswerRequest,
} from './bank-requests.ts';
import { code, strict } from './codes.ts';
import { ApplicationId, DocumentRef, Name, PersonId, Phone, shortText, YesOrNo } from './fields.ts';
import { Officers, Transfer, Transfers, Victim } from './issue-request.ts';

/** 补充转账: another payment of the victim into the same target. */
export const AddTransferRequest = strict({ transfer: Transfer, remark: shortText(500).optional() });

/** What police change before sending again; bank and account stay, for another one is another instruction. */
export const CorrectionRequest = strict({
  holder: Name.optional(),
  victim: Victim.optional(),
  officers: Officers.optional(),
  transfers: Transfers.optional(),
  form: DocumentRef.optional(),
  remark: shortText(500).optional(),
}).refine(body => Object.keys(body).length > 0, { error: 'required' });

export const WithdrawalRequest = strict({ reason: shortText(500) });
export const ContestRequest = strict({ reason: shortText(500) });
export const ConfirmationRequest = strict({ remark: shortText(500).optional() });
export const PapersRequest = strict({ document: DocumentRef });
export const PlatformRequest = strict({ applicationId: ApplicationId, remark: shortText(500).optional() });
export const RulingRequest = strict({ returnStands: YesOrNo, reason: shortText(500) });
export const PhoneRulingRequest = strict({ stands: YesOrNo, reason: shortText(500) });

/** What a bank said by telephone, entered for it: whom, at which number, and the code read back. */
export const PhoneEntryRequest = strict({
  call: strict({ person: PersonId, number: Phone, readBack: shortText(20) }),
  said: z.discriminatedUnion(
    'do',
    [
      strict({ do: z.literal('acknowledge') }),
      strict({ do: z.literal('mark'), ...MarkRequest.shape }),
      strict({ do: z.literal('return'), ...ReturnRequest.shape }),
      strict({ do: z.literal('dispose'), ...DisposalRequest.shape }),
      strict({ do: z.literal('report'), ...ReportRequest.shape }),
      strict({ do: z.literal('answer-withdrawal'), ...WithdrawalAnswerRequest.shape }),
      strict({ do: z.literal('confirm-release'), ...ReleaseRequest.shape }),
    ],
    { error: issue => (issue.code === 'invalid_union' ? 'choice-unknown' : code('object-expected')(issue)) },
  ),
});
