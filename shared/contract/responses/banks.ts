import * as z from 'zod';
import { routes } from '../../domain/kinds.ts';

export const Banks = z
  .object({
    banks: z.array(
      z.object({
        code: z.string(),
        name: z.object({ zh: z.string(), en: z.string() }),
        aliases: z.array(z.string()),
        cardPrefixes: z.array(z.string()),
        route: z.enum(routes),
        phone: z.string().nullable().meta({ description: 'Answered day and night' }),
      }),
    ),
  })
  .meta({ id: 'Banks' });
