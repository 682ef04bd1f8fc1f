import * as z from 'zod';
import { fieldCodes } from '../codes.ts';

const titles = z.object({ zh: z.string(), en: z.string() });

/** RFC 9457; beside these a problem may carry members of its own, such as the state that refused. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ examples: ['urn:liaison-point:problem:fields'] }),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; names the rule' }),
    title: z.string().meta({ description: 'In the language of Accept-Language, Chinese unless English is asked for' }),
    titles,
    errors: z
      .array(
        z.object({
          field: z.string().meta({ description: 'Dotted path; empty for the body itself' }),
          code: z.string().meta({ description: `What is wrong with it: ${fieldCodes.join(', ')}, or the code above` }),
          title: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'One a field' }),
    incident: z.string().optional().meta({ description: 'Names the entry of an internal error in our log' }),
  })
  .meta({ id: 'Problem' });
