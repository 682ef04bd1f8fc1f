import { arn, region } from '../names.ts';
import type { Messaging } from './emulator.ts';

export interface Subscription {
  readonly topic: string;
  readonly queue: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export const realiseTopic = ({ sns }: Messaging, name: string): string =>
  sns.createTopic(name, {}, undefined, region).arn;

/** Makes the subscriptions of a topic exactly those given: changed ones are set anew, others end. */
export function realiseSubscriptions({ sns }: Messaging, topic: string, wanted: readonly Subscription[]): void {
  const { subscriptions } = sns.listSubscriptionsByTopic(arn.topic(topic));
  for (const old of subscriptions) {
    const same = wanted.find(one => arn.queue(one.queue) === old.endpoint);
    if (!same || JSON.stringify(same.attributes) !== JSON.stringify(old.attributes)) sns.unsubscribe(old.arn);
  }
  for (const one of wanted) sns.subscribe(arn.topic(topic), 'sqs', arn.queue(one.queue), { ...one.attributes });
}
