import * as z from 'zod';
import type { Outcome } from '../functions/function.ts';

const Response = z
  .looseObject({ batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).nullish() })
  .nullish();

/** Which of a batch failed, by Lambda's rules: an error, a malformed answer or an unknown identifier fail it whole. */
export function batchFailures(outcome: Outcome, ids: readonly string[], partial: boolean): Set<string> {
  if (!outcome.ok) return new Set(ids);
  if (!partial || outcome.result === undefined) return new Set();
  const parsed = Response.safeParse(JSON.parse(outcome.result));
  if (!parsed.success) return new Set(ids);
  const failed = (parsed.data?.batchItemFailures ?? []).map(item => item.itemIdentifier);
  return failed.every(id => ids.includes(id)) ? new Set(failed) : new Set(ids);
}
