import * as z from 'zod';
import { kinds } from '../../domain/kinds.ts';
import { namesOf } from '../rows.ts';
import { Actor } from './timeline.ts';
import { DetachedJws, EpochMs, Hash } from './words.ts';

const Deed = z.object({
  number: z.int(),
  type: z.string(),
  at: EpochMs,
  by: Actor,
  data: z.record(z.string(), z.unknown()),
  hash: Hash,
});

export const Receipt = z
  .object({
    payload: z.object({
      id: z.string(),
      bank: z.string(),
      kind: namesOf(kinds),
      issuedAt: EpochMs,
      deeds: z.array(Deed).meta({ description: 'What the bank did, in order' }),
      head: Hash.meta({ description: 'Hash of the last event' }),
      fetchedAt: EpochMs,
    }),
    jws: DetachedJws,
  })
  .meta({ id: 'Receipt', description: '`jws` covers `payload`, instants in epoch ms' });
