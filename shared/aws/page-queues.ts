import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PageQueues } from '../contract/paging.ts';
import { Fault } from '../domain/fault.ts';

/** One queue a channel, so that a broken one delays no other. */
export const sqsPageQueues = (sqs: SQSClient, urls: Readonly<Record<string, string>>): PageQueues => ({
  channels: Object.keys(urls),
  send: async (channel, pages) => {
    for (let i = 0; i < pages.length; i += 10) {
      const Entries = pages.slice(i, i + 10).map((page, at) => ({ Id: String(at), MessageBody: JSON.stringify(page) }));
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: urls[channel], Entries }));
      if (Failed.length > 0) throw new Fault('transient', 'page-not-queued', { channel, count: Failed.length });
    }
  },
});
