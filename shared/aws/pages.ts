import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Page } from '../contract/messages.ts';
import type { Pages } from '../contract/paging.ts';
import { keys } from './keys.ts';

/** How long a worker has for one page: longer than the slowest provider is waited for, shorter than its message stays hidden. */
export const leaseMs = 15_000;

const PageRow = z.looseObject({
  state: z.enum(['claimed', 'sent', 'moot', 'failed']),
  attempts: z.number().default(0),
});

/** A person is known by the organisation and its own number for them. */
const keyOf = ({ id, cause, org, person }: Page, channel: string) => keys.page(id, cause, `${org}/${person}`, channel);

/** Page attempts as items beside the instruction. */
export const dynamoPages = (db: DynamoDBDocumentClient, table: string): Pages => ({
  claim: async (page, channel, now) => {
    try {
      await db.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(page, channel),
          UpdateExpression: 'SET #state = :claimed, leaseUntil = :until, #at = :now ADD attempts :one',
          ConditionExpression:
            'attribute_not_exists(pk) OR #state = :failed OR (#state = :claimed AND leaseUntil <= :now)',
          ExpressionAttributeNames: { '#state': 'state', '#at': 'at' },
          ExpressionAttributeValues: {
            ':claimed': 'claimed',
            ':failed': 'failed',
            ':now': now,
            ':until': now + leaseMs,
            ':one': 1,
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'claimed';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const state = error.Item?.state?.S;
      const found = PageRow.parse({ state }).state;
      return found === 'sent' || found === 'moot' ? found : 'held';
    }
  },

  settle: async (page, channel, { state, at, reference }) => {
    try {
      const { Attributes } = await db.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(page, channel),
          UpdateExpression: 'SET #state = :state, #at = :at, #reference = :reference',
          ConditionExpression: 'attribute_not_exists(pk) OR #state <> :sent',
          ExpressionAttributeNames: { '#state': 'state', '#at': 'at', '#reference': 'reference' },
          ExpressionAttributeValues: { ':state': state, ':at': at, ':reference': reference ?? '', ':sent': 'sent' },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return PageRow.parse(Attributes).attempts;
    } catch (error) {
      // Sent is final: a slower twin has nothing to add.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return 0;
    }
  },
});
