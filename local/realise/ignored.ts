import * as z from 'zod';

/** A property that means nothing on one machine. What is not listed in a schema is refused, so each of these is a decision. */
export const ignored = z.unknown().optional();
