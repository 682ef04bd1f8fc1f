import type * as z from 'zod';
import { type ActDeps, actOn } from '../app/act-on.ts';
import type { Principal } from '../contract/directory.ts';
import { Ulid } from '../contract/fields.ts';
import type { Secret } from '../contract/ledger.ts';
import type { Signer } from '../contract/signed.ts';
import type { Act } from '../domain/act.ts';
import type { Actor, EventType } from '../domain/events.ts';
import { Fault } from '../domain/fault.ts';
import { bodyOf, commandOf, type EdgeContext, ifNumber } from './edge.ts';
import { answered } from './views.ts';

/** What a request body asks for: the act, and the private parts by the event each belongs to. */
export interface Asked {
  readonly act: Act;
  readonly secrets?: Partial<Record<EventType, Secret>>;
}

export const actorOf = ({ org, party, person, system }: Principal): Actor => ({
  org,
  party,
  person,
  ...(system ? { system } : {}),
});

/** A command route: parses the body, does the act once for its key, answers with the new state and its number as ETag. */
export const acting =
  <T extends z.ZodType>(
    deps: ActDeps & { readonly signer?: Signer },
    schema: T,
    ask: (body: z.output<T>, c: EdgeContext) => Asked,
  ) =>
  async (c: EdgeContext): Promise<Response> => {
    const { raw, body } = await bodyOf(c, schema);
    const command = await commandOf(c, raw);
    const number = ifNumber(c);
    const { answer, how } = await actOn(deps, {
      id: idParam(c),
      by: actorOf(c.get('principal')),
      ...ask(body, c),
      command,
      ...(number === undefined ? {} : { ifNumber: number }),
      ...(deps.signer ? { signer: deps.signer } : {}),
    });
    if (how === 'replay') c.header('Idempotency-Replayed', 'true');
    c.header('ETag', `"${answer.number}"`);
    return c.json(answered(answer));
  };

/** @throws Fault missing where it cannot be an id of ours */
export const idParam = (c: EdgeContext): string => {
  const parsed = Ulid.safeParse(c.req.param('id'));
  if (!parsed.success) throw new Fault('missing', 'instruction');
  return parsed.data;
};

/** Number of the event a telephone entry made. @throws Fault missing */
export const entryParam = (c: EdgeContext): number => {
  const entry = Number(c.req.param('entry'));
  if (!Number.isSafeInteger(entry) || entry < 1) throw new Fault('missing', 'phone-entry');
  return entry;
};
