import type * as z from 'zod';
import type { PhoneEntryRequest } from '../contract/police-requests.ts';
import type { Act } from '../domain/act.ts';
import type { Actor, EventType } from '../domain/events.ts';
import type { Asked } from './acting.ts';
import { disposalAsked, reportAsked } from './stated.ts';

type Said = z.output<typeof PhoneEntryRequest>['said'];

const asked = (said: Said, withMoney: boolean): Asked => {
  switch (said.do) {
    case 'acknowledge':
      return { act: { do: 'acknowledge' } };
    case 'mark':
      return { act: { do: 'mark', mark: said.mark } };
    case 'return':
      return {
        act: { do: 'return', missing: said.missing },
        secrets: { returned: said.note ? { note: said.note } : {} },
      };
    case 'dispose':
      return disposalAsked(said, withMoney);
    case 'report':
      return reportAsked(said);
  }
};

const entered: Readonly<Record<Said['do'], EventType>> = {
  acknowledge: 'acknowledged',
  mark: 'marked',
  return: 'returned',
  dispose: 'disposed',
  report: 'reported',
};

/** 电话代录: what a bank said by telephone, with the call as the private part of the entered event. The liaison point learns no amounts. */
export const phoneAsked = ({ call, said }: z.output<typeof PhoneEntryRequest>, by: Actor): Asked => {
  const { act, secrets = {} } = asked(said, by.party !== 'liaison');
  const type = entered[said.do];
  const phoned: Act = { ...act, phone: { person: call.person } };
  return { act: phoned, secrets: { ...secrets, [type]: { ...secrets[type], call } } };
};
