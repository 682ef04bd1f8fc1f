import type { Hono } from 'hono';
import type * as z from 'zod';
import { type ActDeps, actOn, type Wish } from '../app/act-on.ts';
import { actorOf } from '../contract/directory.ts';
import type { Secret } from '../contract/ledger.ts';
import type { Commanding } from '../contract/routes/route.ts';
import type { Signer } from '../contract/signed.ts';
import type { Act } from '../domain/act.ts';
import type { EventType } from '../domain/events.ts';
import type { Edge } from './edge.ts';
import { mountCommand, type Told } from './mount.ts';

/** What a request asks for: the act, and the private parts by the event each belongs to. */
export interface Asked extends Pick<Wish, 'inspect'> {
  readonly act: Act;
  readonly secrets?: Partial<Record<EventType, Secret>>;
}

export interface ActingDeps extends ActDeps {
  readonly signer: Signer;
}

type Asker<C extends Commanding> = (told: Told<z.output<C['body']>>) => Asked | Promise<Asked>;

const mountAct = <C extends Commanding>(app: Hono<Edge>, deps: ActingDeps, route: C, ask: Asker<C>): void =>
  mountCommand(app, route, deps.clock, async told => {
    const { by, id, command, ifNumber } = told;
    return actOn(deps, {
      id,
      by: actorOf(by),
      ...(await ask(told)),
      command,
      ...(ifNumber === undefined ? {} : { ifNumber }),
      signer: deps.signer,
    });
  });

/** Every route of a table of acts; what is not asked for here does not compile. */
export const mountActs = <T extends Readonly<Record<string, Commanding>>>(
  app: Hono<Edge>,
  deps: ActingDeps,
  table: T,
  askers: { readonly [N in keyof T]: Asker<T[N]> },
): void => {
  for (const name in table) mountAct(app, deps, table[name], askers[name]);
};

/** A private part of one event, where there is anything to say. */
export const noted = (
  type: EventType,
  said: Readonly<Record<string, string | undefined>>,
): Partial<Record<EventType, Secret>> => {
  const secret = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined));
  return Object.keys(secret).length > 0 ? { [type]: secret } : {};
};
