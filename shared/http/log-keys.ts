import type { Context } from 'hono';
import * as z from 'zod';

const Gateway = z.object({ requestContext: z.object({ requestId: z.string() }) });
const instruction = /\/instructions\/([0-7][0-9A-HJKMNP-TV-Z]{25})(?:\/|$)/;

/** By what a request's lines are found again: the id that the gateway's own log has, and the instruction it named or made. */
export const keysOf = (c: Context): { readonly requestId?: string; readonly instruction?: string } => {
  const gateway = Gateway.safeParse(c.env);
  const made = c.finalized ? (c.res.headers.get('Location') ?? '') : '';
  const [, id] = instruction.exec(c.req.path) ?? instruction.exec(made) ?? [];
  return {
    ...(gateway.success ? { requestId: gateway.data.requestContext.requestId } : {}),
    ...(id ? { instruction: id } : {}),
  };
};
