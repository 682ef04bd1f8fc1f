import type * as z from 'zod';
import type { Directory, Principal } from '../contract/directory.ts';
import type { Ledger } from '../contract/ledger.ts';
import type { PhoneEntryRequest } from '../contract/police-requests.ts';
import type { Act } from '../domain/act.ts';
import type { EventType } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { type Asked, noted } from './acting.ts';
import { visible } from './reading.ts';
import { disposalAsked, reportAsked } from './stated.ts';

type PhoneEntry = z.output<typeof PhoneEntryRequest>;
type Said = PhoneEntry['said'];

const asked = (said: Said, withMoney: boolean): Asked => {
  const path = 'said.';
  switch (said.do) {
    case 'acknowledge':
      return { act: { do: 'acknowledge' } };
    case 'mark':
      return { act: { do: 'mark', mark: said.mark } };
    case 'return':
      return { act: { do: 'return', missing: said.missing }, secrets: noted('returned', { note: said.note }) };
    case 'dispose': {
      const { do: _do, ...disposal } = said;
      return disposalAsked(disposal, { path, withMoney });
    }
    case 'report':
      return reportAsked(said, { path });
    case 'answer-withdrawal':
      return {
        act: { do: 'answer-withdrawal', executed: said.executed },
        secrets: noted('withdrawal-answered', { note: said.note }),
      };
    case 'confirm-release':
      return { act: { do: 'confirm-release', releasedAt: said.releasedAt } };
  }
};

const entered: Readonly<Record<Said['do'], EventType>> = {
  acknowledge: 'acknowledged',
  mark: 'marked',
  return: 'returned',
  dispose: 'disposed',
  report: 'reported',
  'answer-withdrawal': 'withdrawal-answered',
  'confirm-release': 'released',
};

/** The liaison point sits in a rival's branch: amounts pass neither to it nor through it. */
const refuseMoney = (said: Said): void => {
  if (said.do !== 'dispose') return;
  const { applied, caught, balanceBefore, prior } = said;
  const named = Object.entries({ applied, caught, balanceBefore, prior }).find(([, value]) => value !== undefined);
  if (named) throw new Fault('forbidden', 'amounts-not-yours', { field: `said.${named[0]}` });
};

/** A call is somebody's word for the bank: whom the directory does not know cannot give it. */
const requireCaller = async (directory: Directory, bank: string, person: string): Promise<void> => {
  const people = (await directory.organisation(bank))?.people ?? [];
  if (!people.some(({ id, system }) => id === person && !system))
    throw new Fault('invalid', 'caller-unknown', { field: 'call.person' });
};

/**
 * 电话代录: what a bank said by telephone, with the call as the private part of the entered event.
 * @throws Fault missing, forbidden/amounts-not-yours, invalid/caller-unknown
 */
export const phoneAsked = async (
  { ledger, directory }: { readonly ledger: Ledger; readonly directory: Directory },
  { by, id, body: { call, said } }: { readonly by: Principal; readonly id: string; readonly body: PhoneEntry },
): Promise<Asked> => {
  if (by.party === 'liaison') refuseMoney(said);
  const { order } = visible(await ledger.load(id), by);
  if (order.route !== 'platform') await requireCaller(directory, order.bank, call.person);
  const { act, secrets = {} } = asked(said, by.party !== 'liaison');
  const type = entered[said.do];
  const phoned: Act = { ...act, phone: { person: call.person } };
  return { act: phoned, secrets: { ...secrets, [type]: { ...secrets[type], call } } };
};
