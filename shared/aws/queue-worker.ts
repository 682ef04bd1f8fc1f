import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { SQSHandler, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { isFault } from '../domain/fault.ts';

/** Retrying cannot help these: the message is consumed, and said so. */
const final = new Set(['invalid', 'forbidden', 'missing']);

/**
 * A handler of one queue: every message parsed by its schema, handled by itself, and failed by itself.
 * What retrying cannot help is consumed and logged; everything else goes back to the queue, and after five tries to the dead letters.
 */
export const queueWorker =
  <T extends z.ZodType>(schema: T, handle: (message: z.output<T>) => Promise<unknown>, logger: Logger): SQSHandler =>
  (event, context) => {
    const batch = new BatchProcessor(EventType.SQS);
    return processPartialResponse(
      event,
      async (record: SQSRecord) => {
        try {
          await handle(schema.parse(JSON.parse(record.body)));
        } catch (error) {
          const consume = isFault(error) && final.has(error.kind);
          logger[consume ? 'warn' : 'error'](consume ? 'consumed' : 'failed', {
            message: record.messageId,
            receives: record.attributes.ApproximateReceiveCount,
            ...(isFault(error)
              ? { fault: error.message, details: error.details }
              : { error: error instanceof Error ? error : String(error) }),
          });
          if (!consume) throw error;
        }
      },
      batch,
      { context, throwOnFullBatchFailure: false },
    );
  };
