import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from '../../local/cloud.ts';

/** An outsider with SDK clients of its own, as any program that is given the cloud's environment. */
export function outsider({ environment }: Pick<Cloud, 'environment'>) {
  const common = { region: environment.AWS_REGION ?? '', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const sqs = new SQSClient({ ...common, endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '' });
  const db = new DynamoDBClient({ ...common, endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB ?? '' });
  const url = (queue: string): string => `${environment.AWS_ENDPOINT_URL_SQS}/000000000000/Small-${queue}`;
  return {
    db,
    send: (queue: string, body: string, DelaySeconds = 0) =>
      sqs.send(new SendMessageCommand({ QueueUrl: url(queue), MessageBody: body, DelaySeconds })),
    /** Bodies that can be received from a queue right now; they stay hidden for a while. */
    receive: async (queue: string): Promise<string[]> => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url(queue), MaxNumberOfMessages: 10 }),
      );
      return Messages.map(message => message.Body ?? '');
    },
    /** Partition keys of the table, sorted. */
    keys: async (): Promise<string[]> => {
      const { Items = [] } = await db.send(new ScanCommand({ TableName: 'Small-Table', ConsistentRead: true }));
      return Items.map(item => item.pk?.S ?? '').sort();
    },
  };
}
