import { describe, expect, it } from 'vitest';
import { hoursAt, localHour } from '../../../shared/domain/calendar.ts';
import { type PolicyRule, policyFor } from '../../../shared/domain/policy.ts';
import { issuedAt } from './support/orders.ts';
import { hour, policyRules } from './support/policies.ts';

const want = { kind: 'stop', urgency: 'urgent', hours: 'day', at: issuedAt } as const;

describe('the policy in force', () => {
  const rules = policyRules(issuedAt);

  it('is the one of kind, urgency and hours, without its source and dates', () => {
    const found = policyFor(rules, { ...want, urgency: 'normal', hours: 'night' });
    expect(found?.version).toBe('normal-night-1');
    expect(Object.keys(found ?? {}).toSorted()).toEqual(['holdMs', 'ladder', 'targets', 'version']);
  });

  it('at night changes the ladder, not the targets', () => {
    const day = policyFor(rules, { ...want, urgency: 'normal' });
    const night = policyFor(rules, { ...want, urgency: 'normal', hours: 'night' });
    expect(night?.targets).toEqual(day?.targets);
    expect(night?.ladder).toEqual(policyFor(rules, want)?.ladder);
    expect(night?.ladder).not.toEqual(day?.ladder);
  });

  it('begins with its first instant and ends before its last', () => {
    const later = policyRules(issuedAt + hour).map((rule): PolicyRule => ({ ...rule, version: 'later' }));
    const both = [...policyRules(issuedAt, issuedAt + hour), ...later];
    const at = (instant: number) => policyFor(both, { ...want, at: instant })?.version;
    expect([issuedAt - 1, issuedAt, issuedAt + hour - 1, issuedAt + hour].map(at)).toEqual([
      undefined,
      'urgent-day-1',
      'urgent-day-1',
      'later',
    ]);
  });

  it('is none for a kind that the county has no rule for', () => {
    expect(policyFor(rules, { ...want, kind: 'freeze' })).toBeUndefined();
  });
});

describe('night', () => {
  const rows: readonly (readonly [string, string, 'day' | 'night'])[] = [
    ['Asia/Shanghai', '2026-03-02T07:59:59.999+08:00', 'night'],
    ['Asia/Shanghai', '2026-03-02T08:00:00+08:00', 'day'],
    ['Asia/Shanghai', '2026-03-02T17:59:59.999+08:00', 'day'],
    ['Asia/Shanghai', '2026-03-02T18:00:00+08:00', 'night'],
    ['Asia/Shanghai', '2026-03-03T00:00:00+08:00', 'night'],
    ['Asia/Urumqi', '2026-03-02T08:00:00+08:00', 'night'],
    ['Europe/London', '2026-03-28T08:00:00Z', 'day'],
    ['Europe/London', '2026-03-29T07:00:00Z', 'day'],
    ['Europe/London', '2026-03-29T06:59:59Z', 'night'],
    ['Europe/London', '2026-10-25T07:30:00Z', 'night'],
    ['Europe/London', '2026-10-25T17:30:00Z', 'day'],
    ['Asia/Kolkata', '2026-03-02T12:29:59Z', 'day'],
    ['Asia/Kolkata', '2026-03-02T12:30:00Z', 'night'],
    ['America/St_Johns', '2026-07-01T10:30:00Z', 'day'],
  ];
  it.each(rows)('is 18:00 to 08:00 on the county’s own clock: %s at %s is %s', (zone, at, expected) => {
    expect(hoursAt(Date.parse(at), { zone, holidays: [] })).toBe(expected);
  });

  it.each([
    ['2026-05-01T00:00:00+08:00', 'night'],
    ['2026-05-01T12:00:00+08:00', 'night'],
    ['2026-05-01T23:59:59+08:00', 'night'],
    ['2026-05-02T12:00:00+08:00', 'day'],
    ['2026-04-30T12:00:00+08:00', 'day'],
  ])('covers a holiday whole, by the county’s own day: %s is %s', (at, expected) => {
    expect(hoursAt(Date.parse(at), { zone: 'Asia/Shanghai', holidays: ['2026-05-01'] })).toBe(expected);
  });

  it('knows the local date and hour of an instant', () => {
    const at = Date.parse('2026-12-31T23:30:00Z');
    expect(localHour(at, 'Asia/Shanghai')).toEqual({ day: '2027-01-01', hour: 7 });
    expect(localHour(at, 'Europe/London')).toEqual({ day: '2026-12-31', hour: 23 });
  });
});
