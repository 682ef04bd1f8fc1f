import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type EnvSchema, LiaisonFunction, type LiaisonFunctionProps } from './liaison-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface QueueWorkerProps<Env extends EnvSchema> extends Omit<LiaisonFunctionProps<Env>, 'timeout' | 'inLoop'> {
  readonly queues: readonly WorkQueue[];
  /** Runs at once and per queue, 2 to 1000: what its downstream can bear. */
  readonly concurrency: number;
  /** @default 10 */
  readonly batchSize?: number;
}

/** A function and the queues it works off, message by message, with its own share of failures reported back. */
export class QueueWorker<Env extends EnvSchema> extends LiaisonFunction<Env> {
  constructor(scope: Construct, id: string, props: QueueWorkerProps<Env>) {
    const { queues, concurrency, batchSize = 10, ...rest } = props;
    const consume = new PolicyStatement({
      sid: 'Queues',
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: queues.map(({ queue }) => queue.queueArn),
    });
    const timeout = Duration.seconds(Math.min(...queues.map(queue => queue.workerTimeout.toSeconds())));
    // A deadline sets the next one, so an instruction's chain of hops is long; the round in its record ends it, not Lambda's count.
    super(scope, id, { ...rest, allow: [...rest.allow, consume], timeout, inLoop: true });
    for (const { queue, node } of queues) {
      new EventSourceMapping(this, `From${node.id}`, {
        target: this.lambda,
        eventSourceArn: queue.queueArn,
        batchSize,
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      });
    }
  }
}
