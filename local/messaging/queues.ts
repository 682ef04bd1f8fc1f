import { DEFAULT_QUEUE_ATTRIBUTES } from '../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
import { arn } from '../names.ts';
import type { Messaging, SqsQueue } from './emulator.ts';

/** The address of a queue; no name lookup is needed for it, so an SDK client can use it in every process. */
export const queueUrl = (endpoint: string, name: string): string => `${endpoint}/000000000000/${name}`;

/** Creates the queue, or brings the attributes of the one that is there to what is asked; its messages stay. */
export function realiseQueue(
  { sqs, endpoint }: Messaging,
  name: string,
  attributes: Readonly<Record<string, string>>,
): SqsQueue {
  const known = sqs.getQueueByArn(arn.queue(name));
  if (!known) return sqs.createQueue(name, queueUrl(endpoint, name), arn.queue(name), { ...attributes });
  const cleared = known.attributes.RedrivePolicy !== undefined && attributes.RedrivePolicy === undefined;
  known.setAttributes({ ...DEFAULT_QUEUE_ATTRIBUTES, ...attributes, ...(cleared ? { RedrivePolicy: '' } : {}) });
  return known;
}

/**
 * Makes visible again what pollers had received when the process ended: they all ended with it, so nobody works on it.
 * The receive does not count, for it was not the function that failed.
 */
export function returnReceived(queue: SqsQueue): void {
  for (const [receipt, { message }] of [...queue.inflightMessages]) {
    message.approximateReceiveCount = Math.max(0, message.approximateReceiveCount - 1);
    queue.changeVisibility(receipt, 0);
  }
}
