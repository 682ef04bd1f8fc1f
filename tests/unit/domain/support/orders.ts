import type { Order } from '../../../../shared/domain/instruction.ts';
import { urgent } from './policies.ts';

/** A Monday morning in Shandong. */
export const issuedAt = Date.parse('2026-03-02T09:30:00+08:00');

export const amount = 5_000_000;

export const anOrder = (over: Partial<Order> = {}): Order => ({
  id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY',
  kind: 'stop',
  basis: 'art20-stop',
  caseId: 'JQ20260302000017',
  unit: 'SXGA',
  bank: 'ICBC',
  route: 'local',
  urgency: 'urgent',
  applicationType: '00',
  reportedAt: issuedAt - 4 * 60_000,
  issuedAt,
  issuedBy: 'han-jun',
  account: `v1:${'a'.repeat(64)}`,
  hop: 0,
  hours: 'day',
  policy: urgent,
  ...over,
});
