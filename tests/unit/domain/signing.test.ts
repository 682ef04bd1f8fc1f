import { describe, expect, it } from 'vitest';
import { delivered, disposed, full, returned, signed, t, withdrawn } from './support/lives.ts';
import { issuedAt } from './support/orders.ts';
import { colleague, coordinator, core, officer, platform } from './support/people.ts';
import { minute, second } from './support/policies.ts';
import { issued } from './support/session.ts';

describe('signing for an instruction', () => {
  it('makes the person the one signer and sets t4', () => {
    const session = signed();
    expect(session.progress).toMatchObject({
      state: 'acknowledged',
      signer: 'li-na',
      facts: { acknowledged: { at: t(minute) } },
    });
  });

  it('implies that it was sent and delivered, until these are stated', () => {
    const session = issued();
    session.act(officer, { do: 'acknowledge' }, t(2 * second));
    expect(session.progress.facts).toEqual({
      dispatched: { at: t(2 * second), inferred: true },
      delivered: { at: t(2 * second), inferred: true },
      acknowledged: { at: t(2 * second) },
    });
    session.act(platform, { do: 'dispatch' }, t(3 * second));
    session.act(platform, { do: 'deliver', by: 'page' }, t(4 * second));
    expect(session.progress.facts).toEqual({
      dispatched: { at: t(3 * second) },
      delivered: { at: t(4 * second) },
      acknowledged: { at: t(2 * second) },
    });
  });

  it('is needed only once: the signer again changes nothing, a colleague must take over', () => {
    const session = signed();
    expect(session.act(officer, { do: 'acknowledge' }, t(2 * minute))).toBe('repeat');
    expect(() => session.act(colleague, { do: 'acknowledge' }, t(2 * minute))).toThrow('conflict/signed-by-another');
    expect(session.progress).toMatchObject({ signer: 'li-na', version: 4 });
  });

  it('asks a system for the person who answers for it', () => {
    const session = delivered();
    const unnamed = { org: 'ICBC', party: 'bank', system: 'core' } as const;
    expect(() => session.act(unnamed, { do: 'acknowledge' }, t(minute))).toThrow('invalid/accountable-person-required');
    session.act(core, { do: 'acknowledge' }, t(minute));
    expect(session.progress.signer).toBe('li-na');
    expect(session.of('acknowledged')[0]?.by).toEqual(core);
  });

  it('asks everybody who acts for a person', () => {
    const session = returned();
    const unnamed = { org: 'LDPOINT', party: 'liaison' } as const;
    expect(() => session.act(unnamed, { do: 'rule', returnStands: true }, t(3 * minute))).toThrow(
      'invalid/accountable-person-required',
    );
  });

  it.each([
    ['executed', () => disposed(undefined, full(t(3 * minute))), 'disposed'],
    ['withdrawn', () => withdrawn(), 'withdrawn'],
  ])('is recorded when it arrives once the instruction is %s, and moves nothing', (_, make, state) => {
    const session = issued();
    if (state === 'disposed') session.act(officer, { do: 'dispose', stated: full(t(3 * minute)) }, t(4 * minute));
    const late = state === 'disposed' ? session : make();
    late.act(colleague, { do: 'acknowledge' }, t(5 * minute));
    expect(late.progress).toMatchObject({
      state,
      signer: 'wang-fang',
      facts: { acknowledged: { at: t(5 * minute) } },
    });
    expect(late.of('acknowledged')[0]?.data).toEqual({ signer: 'wang-fang', late: true });
  });

  it('is kept by a return: overruled, the instruction stands signed', () => {
    const session = delivered();
    session.act(officer, { do: 'return', missing: 'form-missing' }, t(minute));
    session.act(officer, { do: 'acknowledge' }, t(2 * minute));
    expect(session.progress).toMatchObject({ state: 'returned', before: 'acknowledged', signer: 'li-na' });
  });
});

describe('taking over', () => {
  it('makes a colleague the signer, as an event', () => {
    const session = signed();
    session.act(colleague, { do: 'take-over' }, t(2 * minute));
    expect(session.progress).toMatchObject({ state: 'acknowledged', signer: 'wang-fang' });
    expect(session.of('taken-over')[0]?.data).toEqual({ from: 'li-na', signer: 'wang-fang' });
    expect(session.act(colleague, { do: 'take-over' }, t(3 * minute))).toBe('repeat');
  });

  it('needs somebody to take over from', () => {
    const session = issued();
    session.act(officer, { do: 'dispose', stated: full(issuedAt) }, t(minute));
    expect(() => session.act(colleague, { do: 'take-over' }, t(2 * minute))).toThrow('conflict/not-signed-yet');
  });

  it('is written down by itself when a colleague executes: a fact waits for no form', () => {
    const session = signed();
    session.act(colleague, { do: 'dispose', stated: full(t(2 * minute)) }, t(3 * minute));
    expect(session.typesSince(4)).toEqual(['taken-over', 'disposed']);
    session.act(officer, { do: 'report', onward: 0 }, t(4 * minute));
    expect(session.typesSince(6)).toEqual(['taken-over', 'reported']);
    expect(session.progress.signer).toBe('li-na');
  });

  it('comes first before a colleague refuses', () => {
    const session = signed();
    const refusal = { do: 'return', missing: 'form-missing' } as const;
    expect(() => session.act(colleague, refusal, t(2 * minute))).toThrow('conflict/signed-by-another');
    session.act(colleague, { do: 'take-over' }, t(2 * minute));
    session.act(colleague, refusal, t(2 * minute));
    expect(session.progress.state).toBe('returned');
  });
});

describe('marks between signature and execution', () => {
  it('tell when it went to the head office and that it is under review', () => {
    const session = signed();
    session.act(officer, { do: 'mark', mark: 'head-office' }, t(2 * minute));
    session.act(officer, { do: 'mark', mark: 'under-review' }, t(3 * minute));
    expect(session.progress).toMatchObject({
      marks: ['head-office', 'under-review'],
      facts: { headOffice: { at: t(2 * minute) } },
    });
    expect(session.act(officer, { do: 'mark', mark: 'head-office' }, t(4 * minute))).toBe('repeat');
  });

  it('sign for it where nobody had', () => {
    const session = delivered();
    session.act(officer, { do: 'mark', mark: 'head-office' }, t(minute));
    expect(session.typesSince(3)).toEqual(['acknowledged', 'marked']);
    expect(session.progress).toMatchObject({ state: 'acknowledged', signer: 'li-na', marks: ['head-office'] });
  });

  it('are the signer’s to set', () => {
    const session = signed();
    expect(() => session.act(colleague, { do: 'mark', mark: 'head-office' }, t(2 * minute))).toThrow(
      'conflict/signed-by-another',
    );
    session.act(coordinator, { do: 'mark', mark: 'head-office', phone: { person: 'wang-fang' } }, t(2 * minute));
    expect(session.progress).toMatchObject({ signer: 'wang-fang', marks: ['head-office'] });
  });
});
