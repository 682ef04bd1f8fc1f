import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Long enough to send and delete ten; what is left behind shows again soon. */
const hiddenSeconds = 30;

/** How many messages wait in a queue, about. */
export const waiting = async (sqs: SQSClient, queue: string): Promise<number> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
};

/** The messages of a queue, ten at a time and each once, until none is left that was sent before `before` (epoch ms). */
export async function* received(sqs: SQSClient, queue: string, before: number): AsyncGenerator<readonly Message[]> {
  const seen = new Set<string | undefined>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenSeconds,
        // A long poll asks every server of the queue; a short one may find nothing where something is.
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
      }),
    );
    // What failed again since is not taken again, or a broken worker would keep this going for ever.
    const old = Messages.filter(
      ({ Attributes, MessageId }) => Number(Attributes?.SentTimestamp ?? 0) < before && !seen.has(MessageId),
    );
    if (old.length === 0) return;
    for (const { MessageId } of old) seen.add(MessageId);
    yield old;
  }
}

export const remove = async (sqs: SQSClient, queue: string, messages: readonly Message[]): Promise<void> => {
  if (messages.length === 0) return;
  await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queue,
      Entries: messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
    }),
  );
};

/** Shows again at once what was received and is to stay. */
export const release = async (sqs: SQSClient, queue: string, messages: readonly Message[]): Promise<void> => {
  for (let at = 0; at < messages.length; at += 10) {
    const Entries = messages
      .slice(at, at + 10)
      .map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue, Entries }));
  }
};

/**
 * Moves dead letters to the queue they belong to, as they are. Each is deleted only once it was sent: a crash between leaves it in both,
 * which every handler bears. Gives how many went and how many were refused.
 */
export const moveBack = async (
  sqs: SQSClient,
  { from, to }: { readonly from: string; readonly to: string },
  before: number,
): Promise<{ moved: number; refused: number }> => {
  let moved = 0;
  const refused: Message[] = [];
  for await (const messages of received(sqs, from, before)) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: to,
        Entries: messages.map(({ Body, MessageAttributes, Attributes }, at) => ({
          Id: String(at),
          MessageBody: Body,
          ...(MessageAttributes ? { MessageAttributes } : {}),
          ...(Attributes?.MessageGroupId ? { MessageGroupId: Attributes.MessageGroupId } : {}),
        })),
      }),
    );
    const failed = new Set(Failed.map(({ Id }) => Id));
    const sent = messages.filter((_, at) => !failed.has(String(at)));
    await remove(sqs, from, sent);
    moved += sent.length;
    refused.push(...messages.filter((_, at) => failed.has(String(at))));
  }
  await release(sqs, from, refused);
  return { moved, refused: refused.length };
};
