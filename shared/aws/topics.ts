import { type MessageAttributeValue, PublishBatchCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { EventNotice, InstructionNotice } from '../contract/messages.ts';
import { Fault } from '../domain/fault.ts';

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });

/**
 * Publishes an instruction; subscriptions filter on route and bank. Gives the message id.
 * The group makes its queues fair: SNS passes it on to them, and one bank's flood leaves the others' waiting time as it was.
 */
export const publishInstruction =
  (sns: SNSClient, topic: string) =>
  async (notice: InstructionNotice): Promise<string> => {
    const { MessageId } = await sns.send(
      new PublishCommand({
        TopicArn: topic,
        Message: JSON.stringify(notice),
        MessageGroupId: notice.bank,
        MessageAttributes: { route: text(notice.route), bank: text(notice.bank), urgency: text(notice.urgency) },
      }),
    );
    if (!MessageId) throw new Fault('transient', 'not-published', { id: notice.id });
    return MessageId;
  };

/** Publishes events in order, ten a request; gives the positions of those the topic refused and of all in later requests, which are not sent. */
export const publishEvents =
  (sns: SNSClient, topic: string) =>
  async (announcements: readonly { readonly notice: EventNotice; readonly pages: boolean }[]): Promise<number[]> => {
    for (let i = 0; i < announcements.length; i += 10) {
      const PublishBatchRequestEntries = announcements.slice(i, i + 10).map(({ notice, pages }, at) => ({
        Id: String(i + at),
        Message: JSON.stringify(notice),
        MessageGroupId: notice.bank,
        MessageAttributes: {
          type: text(notice.type),
          bank: text(notice.bank),
          unit: text(notice.unit),
          pages: text(pages ? 'yes' : 'no'),
        },
      }));
      const { Failed = [] } = await sns.send(new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries }));
      if (Failed.length === 0) continue;
      const refused = Failed.map(({ Id }) => Number(Id));
      const unsent = announcements.flatMap((_, at) => (at >= i + 10 ? [at] : []));
      return [...refused, ...unsent];
    }
    return [];
  };
