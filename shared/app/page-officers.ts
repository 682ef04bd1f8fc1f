import type { Directory } from '../contract/directory.ts';
import type { Stored } from '../contract/ledger.ts';
import type { Page } from '../contract/messages.ts';
import type { PageQueues, Presence } from '../contract/paging.ts';
import { type Audience, audiences } from '../domain/audience.ts';
import { onRung, type Person, reachableBy } from '../domain/duty.ts';
import { type PagedPerson, platform } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { type ActDeps, actOn } from './act-on.ts';

export interface PagingDeps extends ActDeps {
  readonly directory: Directory;
  readonly presence: Presence;
  readonly queues: PageQueues;
}

interface Resolved {
  readonly org: string;
  readonly people: readonly PagedPerson[];
  readonly nobody?: 'no-one-on-duty' | 'no-verified-contact';
}

const orgOf = async (
  { directory }: PagingDeps,
  { party }: Audience,
  { order }: Stored,
): Promise<string | undefined> => {
  if (party === 'bank') return order.bank;
  if (party === 'police') return order.unit;
  return (await directory.organisations()).find(({ kind }) => kind === 'liaison')?.code;
};

/** Who is called first, and who if none of those can be reached: the signer alone, then everyone on duty. */
const called = (people: readonly Person[], audience: Audience, signer: string | undefined): (readonly Person[])[] => {
  const own = audience.signer && signer ? people.filter(({ id }) => id === signer) : [];
  const onDuty = audience.rungs.flatMap(rung => onRung(people, rung));
  const duty = [...new Map(onDuty.map(person => [person.id, person])).values()];
  return own.length > 0 ? [own, duty] : [duty];
};

const resolve = async (deps: PagingDeps, audience: Audience, stored: Stored): Promise<Resolved | undefined> => {
  const org = await orgOf(deps, audience, stored);
  const organisation = org ? await deps.directory.organisation(org) : undefined;
  if (!org || !organisation) return undefined;
  const groups = called(organisation.people, audience, stored.progress.signer);
  const polls = groups.flat().some(({ contacts }) => contacts.some(({ channel }) => channel === 'console'));
  const seen: ReadonlyMap<string, number> = polls ? await deps.presence.seen(org) : new Map();
  const at = deps.clock();
  const reached = (people: readonly Person[]): PagedPerson[] =>
    people.flatMap(person => {
      const contacts = reachableBy(person, at, seen.get(person.id), audience.channel);
      const channels = contacts.map(({ channel }) => channel).filter(channel => deps.queues.channels.includes(channel));
      return channels.length > 0 ? [{ person: person.id, channels }] : [];
    });
  const people = groups.map(reached).find(group => group.length > 0);
  if (people) return { org, people };
  return { org, people: [], nobody: groups.flat().length > 0 ? 'no-verified-contact' : 'no-one-on-duty' };
};

/** An event from before the re-send belongs to the attempt that ended, and asks for nothing any more. */
const attemptOf = ({ attempt, cause }: Stored['progress'], n: number): number => (n < cause ? attempt - 1 : attempt);

const pagesFor = (
  audience: Audience,
  { org, people }: Resolved,
  stored: Stored,
  cause: number,
): [channel: string, page: Page][] =>
  people.flatMap(({ person, channels }) =>
    channels.map((channel): [string, Page] => [
      channel,
      {
        id: stored.order.id,
        cause,
        attempt: attemptOf(stored.progress, cause),
        org,
        person,
        wants: audience.wants,
        ...(audience.step === undefined ? {} : { step: audience.step }),
      },
    ]),
  );

const send = async ({ queues }: PagingDeps, pages: readonly [string, Page][]): Promise<void> => {
  const byChannel = Map.groupBy(pages, ([channel]) => channel);
  await Promise.all(
    [...byChannel].map(([channel, each]) =>
      queues.send(
        channel,
        each.map(([, page]) => page),
      ),
    ),
  );
};

/** Until the dispatch is on record its writer is about to move the state; deciding on what was read would only lose the race. */
const ifSettled = (stored: Stored): { known?: Stored } => (stored.progress.facts.dispatched ? { known: stored } : {});

/**
 * Pages whoever an event concerns. A step of the ladder writes who was resolved, or nobody, as an event; the pages go out first,
 * so that a redelivery may page twice but never zero times.
 * @throws Fault missing
 */
export const pageOfficers = async (
  deps: PagingDeps,
  { id, n }: { readonly id: string; readonly n: number },
): Promise<number> => {
  const [found] = await deps.ledger.loadEvents([{ id, n }]);
  if (!found) throw new Fault('missing', 'event', { id, n });
  const { stored, event } = found;
  const ended = n < stored.progress.cause;
  const wanted = audiences(stored, event).filter(({ step }) => step === undefined || !ended);
  const resolved = await Promise.all(
    wanted.map(async audience => ({ audience, who: await resolve(deps, audience, stored) })),
  );
  const pages = resolved.flatMap(({ audience, who }) => (who ? pagesFor(audience, who, stored, n) : []));
  await send(deps, pages);
  const step = wanted.find(audience => audience.step !== undefined)?.step;
  if (step !== undefined) {
    const people = resolved.flatMap(({ who }) => who?.people ?? []);
    const rungs = stored.order.policy.ladder[step]?.rungs ?? [];
    const nobody =
      people.length > 0 ? undefined : (resolved.find(({ who }) => who?.nobody)?.who?.nobody ?? 'no-one-on-duty');
    await actOn(deps, {
      id,
      by: platform,
      act: { do: 'page', cause: n, step, rungs, people, ...(nobody ? { nobody } : {}) },
      ...ifSettled(stored),
    });
  }
  return pages.length;
};
