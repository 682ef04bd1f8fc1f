import { Duration } from 'aws-cdk-lib';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Foundation } from './constructs/foundation.ts';
import { Subscription } from './constructs/subscription.ts';
import { Topic } from './constructs/topic.ts';
import { WorkQueue } from './constructs/work-queue.ts';

const equals = (...allowlist: string[]) => SubscriptionFilter.stringFilter({ allowlist });

/** Topics and queues that an instruction and its events travel by. */
export class Messaging extends Construct {
  readonly instructions: Topic;
  readonly events: Topic;
  readonly intake: WorkQueue;
  readonly inbox: WorkQueue;
  readonly followUps: WorkQueue;
  readonly deadlines: WorkQueue;
  readonly pageConsole: WorkQueue;
  readonly pageWebhook: WorkQueue;
  readonly toInbox: Subscription;
  readonly toFollowUps: Subscription;

  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id);
    this.instructions = new Topic(this, 'Instructions', foundation.dataKey);
    this.events = new Topic(this, 'Events', foundation.dataKey);

    const queue = (queueId: string, name: string, worker: number, oldest: number) =>
      new WorkQueue(this, queueId, {
        foundation,
        name,
        workerTimeout: Duration.seconds(worker),
        oldest: Duration.seconds(oldest),
      });
    this.intake = queue('Intake', 'intake', 5, 60);
    this.inbox = queue('Inbox', 'inbox', 5, 60);
    this.followUps = queue('FollowUps', 'follow-ups', 5, 60);
    // Messages wait here by design, for up to two minutes until they are due.
    this.deadlines = queue('Deadlines', 'deadlines', 5, 240);
    this.pageConsole = queue('PageConsole', 'page-console', 5, 60);
    this.pageWebhook = queue('PageWebhook', 'page-webhook', 10, 120);

    this.toInbox = new Subscription(this, 'ToInbox', {
      foundation,
      name: 'inbox',
      topic: this.instructions,
      to: this.inbox,
      filter: { route: equals('local', 'relay') },
    });
    this.toFollowUps = new Subscription(this, 'ToFollowUps', {
      foundation,
      name: 'follow-ups',
      topic: this.events,
      to: this.followUps,
      filter: { pages: equals('yes') },
    });
  }
}
