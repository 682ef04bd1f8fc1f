import * as z from 'zod';
import { states } from '../../domain/instruction.ts';
import { IsoInstant } from './words.ts';

/** What a command is answered, first and at every repeat. */
export const Acted = z
  .object({
    id: z.string(),
    state: z.enum(states),
    number: z.int().meta({ description: 'Number of the last event; also the ETag' }),
    attempt: z.int(),
    at: IsoInstant.nullable().meta({ description: 'When it was recorded' }),
    dueAt: IsoInstant.nullable().meta({ description: 'When the next deadline falls; null when nothing is awaited' }),
  })
  .meta({ id: 'Acted', description: 'State of the instruction after a command' });
