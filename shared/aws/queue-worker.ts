import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSHandler, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { logged } from '../contract/logged.ts';
import { isFault } from '../domain/fault.ts';

/** Retrying cannot help these: the message is consumed, and said so. */
const final = new Set(['invalid', 'forbidden', 'missing']);

const About = z.object({ id: z.string() });

/** By what a line is found again: every message of ours names its instruction, and nothing personal. */
const keysOf = ({ messageId, attributes }: SQSRecord, { awsRequestId }: Context, body: unknown) => {
  const about = About.safeParse(body);
  return {
    requestId: awsRequestId,
    message: messageId,
    receives: attributes.ApproximateReceiveCount,
    ...(about.success ? { instruction: about.data.id } : {}),
  };
};

const bodyOf = ({ body }: SQSRecord): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/**
 * A handler of one queue: every message parsed by its schema, handled by itself, and failed by itself.
 * What retrying cannot help is consumed and logged; everything else goes back to the queue, and after five tries to the dead letters.
 */
export const queueWorker =
  <T extends z.ZodType>(
    schema: T,
    handle: (message: z.output<T>) => Promise<unknown>,
    logger: Pick<Logger, 'info' | 'warn' | 'error'>,
  ): SQSHandler =>
  (event, context) => {
    const batch = new BatchProcessor(EventType.SQS);
    return processPartialResponse(
      event,
      async (record: SQSRecord) => {
        const body = bodyOf(record);
        const keys = keysOf(record, context, body);
        try {
          await handle(schema.parse(body));
          logger.info('handled', keys);
        } catch (error) {
          const consume = isFault(error) && final.has(error.kind);
          logger[consume ? 'warn' : 'error'](consume ? 'consumed' : 'failed', { ...keys, ...logged(error) });
          if (!consume) throw error;
        }
      },
      batch,
      { context, throwOnFullBatchFailure: false },
    );
  };
