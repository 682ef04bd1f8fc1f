import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { connect, type Patience } from './connect.ts';

/** The document client of a container; undefined fields are left out, as JSON does. */
export const documents = (how?: Patience): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(connect(DynamoDBClient, how), { marshallOptions: { removeUndefinedValues: true } });
