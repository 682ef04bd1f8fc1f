import * as z from 'zod';

const text = z.string().nullable();
const time = text.meta({ description: 'yyyyMMddHHmmss in the county’s zone', examples: ['20260302091500'] });

/** Fields of 100101 by the platform's names (domain facts 6.3); null where we cannot know and an officer fills in. */
const Fields = z
  .object({
    ApplicationID: text,
    ApplicationType: z.string(),
    OriginalApplicationID: text,
    CaseNumber: z.string(),
    CaseType: text,
    EmergencyLevel: z.enum(['01', '02']),
    BankID: z.string(),
    BankName: z.string(),
    AccountType: text,
    AccountName: text,
    AccountNumber: text,
    Currency: z.literal('CNY'),
    Reason: z.string(),
    Remark: text,
    StartTime: time,
    ExpireTime: time,
    ApplicationTime: time,
    ApplicationOrgID: z.string(),
    ApplicationOrgName: z.string(),
    OperatorIDType: z.string(),
    OperatorIDNumber: z.string(),
    OperatorName: z.string(),
    OperatorPhoneNumber: text,
    InvestigatorIDType: z.string(),
    InvestigatorIDNumber: z.string(),
    InvestigatorName: z.string(),
  })
  .meta({ id: 'PlatformFields' });

const TransferOut = z.object({
  TransferOutBankID: text,
  TransferOutBankName: text,
  TransferOutAccountName: text,
  TransferOutAccountNumber: text,
  Currency: z.literal('CNY'),
  TransferAmount: z.string().meta({ description: 'Yuan with two decimals', examples: ['50000.00'] }),
  TransferTime: time,
});

export const Sheet = z
  .object({
    id: z.string(),
    message: z.string().meta({ examples: ['100101'] }),
    phone: text.meta({ description: 'The bank’s number, answered day and night' }),
    fields: Fields,
    transfers: z.array(TransferOut),
  })
  .meta({
    id: 'Sheet',
    description: 'What an officer types into the national platform for a bank outside the network',
  });
