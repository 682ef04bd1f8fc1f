import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charges } from '../../../shared/domain/charging.ts';
import { isFault } from '../../../shared/domain/fault.ts';
import { isOpen, type Order } from '../../../shared/domain/instruction.ts';
import { statementOf } from '../../../shared/domain/statement.ts';
import { arrivals, type Command, chosen, commands } from './support/commands.ts';
import { anOrder, issuedAt } from './support/orders.ts';
import { platform } from './support/people.ts';
import { hour, normal, urgent } from './support/policies.ts';
import { issued, type Session } from './support/session.ts';

const orders: fc.Arbitrary<Order> = fc
  .record({
    route: fc.constantFrom('local', 'local', 'relay', 'direct', 'platform'),
    applicationType: fc.constantFrom('00', '00', '04'),
    policy: fc.constantFrom(urgent, normal),
  })
  .map(over => anOrder({ ...over, urgency: over.policy === urgent ? 'urgent' : 'normal' }));

const histories = fc.record({ order: orders, commands });
const numRuns = Number(process.env.HISTORIES ?? 120);

type Wish = ReturnType<typeof chosen> & { readonly at: number };

/** A refused act must be refused by a rule and must change nothing. */
const attempt = (session: Session, { by, act, at }: Wish): 'done' | 'repeat' | 'refused' | 'forbidden' => {
  const { progress, hold } = session;
  const count = session.events.length;
  try {
    return session.act(by, act, at) === 'repeat' ? 'repeat' : 'done';
  } catch (error) {
    if (!isFault(error) || error.kind === 'bug' || error.kind === 'transient') throw error;
    expect([session.progress, session.hold, session.events.length]).toEqual([progress, hold, count]);
    return error.kind === 'forbidden' || error.code === 'instruction' ? 'forbidden' : 'refused';
  }
};

const play = (
  order: Order,
  commands: readonly Command[],
  each: (session: Session, wish: Wish) => void = attempt,
): Session => {
  const session = issued(order);
  let at = issuedAt;
  for (const arrived of arrivals(commands)) {
    at += arrived.after;
    if (arrived.rung) session.passTo(at);
    const entries = session.events.flatMap(e => (e.phone && e.entry === undefined ? [e.n] : []));
    each(session, { ...chosen(arrived, session.progress.state, { at, entries }), at });
  }
  return session;
};

const movingPart = ({ progress, hold }: Session) => {
  const { version: _, at: __, ...rest } = progress;
  return { progress: rest, hold };
};

describe('any history of an instruction', () => {
  it('stays sound whatever is said, in whatever order, how late and how often', () => {
    fc.assert(
      fc.property(histories, ({ order, commands }) => {
        play(order, commands);
      }),
      { numRuns },
    );
  });

  it('never loses what a bank says it signed, did or reported', () => {
    fc.assert(
      fc.property(histories, ({ order, commands }) => {
        play(order, commands, (session, wish) => {
          const { act } = wish;
          const how = attempt(session, wish);
          const stated = act.do === 'dispose' || act.do === 'report' ? act.stated : undefined;
          if (stated && how !== 'forbidden') {
            expect(how).not.toBe('refused');
            const statements = session.of('disposed').map(({ data }) => statementOf(data));
            expect(statements).toContain(statementOf(stated));
          }
          if (act.do === 'acknowledge' && how !== 'refused' && how !== 'forbidden')
            expect(session.progress.facts.acknowledged).toMatchObject({ at: expect.any(Number) });
        });
      }),
      { numRuns },
    );
  });

  it('is changed no further by the same command again', () => {
    fc.assert(
      fc.property(histories, ({ order, commands }) => {
        play(order, commands, (session, wish) => {
          const { act } = wish;
          const first = attempt(session, wish);
          // What these add is in their private part; the command's key tells a repeat from another one.
          if (act.do === 'add-transfer' || act.do === 'pass-time' || (act.do === 'report' && act.onward > 0)) return;
          const before = movingPart(session);
          const second = attempt(session, wish);
          expect(movingPart(session)).toEqual(before);
          if (first === 'refused') expect(second).toBe('refused');
        });
      }),
      { numRuns },
    );
  });

  it('charges every moment to somebody, once', () => {
    fc.assert(
      fc.property(histories, ({ order, commands }) => {
        const { events, progress } = play(order, commands);
        const until = progress.at + hour;
        const spans = charges(order, events, until);
        expect([spans[0]?.from, ...spans.map(({ to }) => to)]).toEqual([...spans.map(({ from }) => from), until]);
        expect(spans[0]?.from).toBe(issuedAt);
        if (order.route === 'platform') expect(new Set(spans.map(({ party }) => party))).toEqual(new Set(['nobody']));
      }),
      { numRuns },
    );
  });

  it('comes to rest: left alone it closes, or keeps reminding whoever must act', () => {
    fc.assert(
      fc.property(histories, ({ order, commands }) => {
        const session = play(order, commands);
        session.act(platform, { do: 'dispatch' }, session.progress.at);
        session.act(platform, { do: 'deliver', by: 'page' }, session.progress.at);
        session.passTo(session.progress.at + 240 * hour);
        const { state, dueAt, at } = session.progress;
        if (isOpen(state) && order.route !== 'platform') expect(dueAt).toBeGreaterThan(at);
        expect(session.hold?.dueAt ?? null).toBeNull();
      }),
      { numRuns },
    );
  });
});
