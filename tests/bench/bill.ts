import * as z from 'zod';
import type { RealFunction } from '../../local/realise/functions.ts';
import type { Call } from '../../local/recording.ts';
import type { Stack } from '../../local/template/stack.ts';
import { type Index, UnitMeter } from './dynamodb-units.ts';
import { latencyMs, platformLogBytes, prices } from './prices.ts';

/** Dollars by part. */
export type Bill = Record<string, number>;

export const total = (bill: Bill): number => Object.values(bill).reduce((sum, each) => sum + each, 0);

interface Context {
  readonly stack: Stack;
  readonly functions: readonly RealFunction[];
}

interface Recorded {
  readonly calls: readonly Call[];
  readonly logBytes: number;
}

const Table = z.looseObject({
  GlobalSecondaryIndexes: z
    .array(
      z.looseObject({
        KeySchema: z.array(z.object({ AttributeName: z.string() })),
        Projection: z.looseObject({ NonKeyAttributes: z.array(z.string()).optional() }),
      }),
    )
    .optional(),
});

const count = (stack: Stack, type: string): number => stack.parts(type, z.unknown()).length;

const indexesOf = (stack: Stack): Index[] =>
  stack.parts('AWS::DynamoDB::Table', Table).flatMap(({ properties }) =>
    (properties.GlobalSecondaryIndexes ?? []).map(({ KeySchema, Projection }) => ({
      partition: KeySchema[0]?.AttributeName ?? '',
      sort: KeySchema[1]?.AttributeName ?? '',
      include: Projection.NonKeyAttributes ?? [],
    })),
  );

const waited = ({ service, operation }: Call): number =>
  operation === 'TransactWriteItems'
    ? latencyMs.transaction
    : ((latencyMs as Readonly<Record<string, number>>)[service] ?? 10);

/** Requests, time and memory of the invocations behind these calls; time is modelled, see `latencyMs`. */
const lambda = (calls: readonly Call[], functions: readonly RealFunction[]): number => {
  const memory = new Map(functions.map(({ id, memory: mb }) => [id, mb / 1024]));
  const invocations = Map.groupBy(calls, ({ request }) => request);
  return [...invocations.values()].reduce((sum, own) => {
    const ms = latencyMs.own + own.reduce((all, call) => all + waited(call), 0);
    const gb = memory.get(own[0]?.function ?? '') ?? 0.5;
    return sum + prices.lambdaRequest + (ms / 1000) * gb * prices.lambdaGbSecond;
  }, 0);
};

const entries = z.looseObject({ Entries: z.array(z.unknown()).optional() });

/** Messages that a call put on queues, its own or those behind a topic's one matching subscription. */
const messages = ({ operation, body, service }: Call): number => {
  if (service === 'sqs')
    return operation === 'SendMessageBatch' ? (entries.parse(JSON.parse(body)).Entries?.length ?? 1) : 1;
  return operation === 'Publish' ? 1 : 0;
};

const isDeadline = ({ body, service }: Call): boolean => service === 'sqs' && /deadlines/i.test(body);

/** A deadline's message rings later than the run lasts: one more poll, delete, invocation and read each. */
const ringing = (count: number): number =>
  count *
  (2 * prices.sqsRequest +
    prices.lambdaRequest +
    ((latencyMs.own + latencyMs.dynamodb) / 1000) * 0.5 * prices.lambdaGbSecond +
    3 * prices.dynamodbRead);

/** What the recorded work costs, by service; receive and delete are counted for every message, as if none came in a batch. */
export function billOf({
  calls,
  logBytes,
  apiRequests,
  stack,
  functions,
}: Recorded & Context & { readonly apiRequests: number }): Bill {
  const now = calls.filter(call => !/RunDeadline/.test(call.function));
  const meter = new UnitMeter(indexesOf(stack));
  const units = now
    .filter(({ service }) => service === 'dynamodb')
    .map(({ operation, body }) => meter.of(operation, body));
  const writes = units.reduce((sum, each) => sum + each.writes, 0);
  const reads = units.reduce((sum, each) => sum + each.reads, 0);
  const sent = now.filter(({ service }) => service === 'sqs').length;
  const received = now.reduce((sum, call) => sum + (isDeadline(call) ? 0 : messages(call)), 0);
  const published = now.filter(({ service }) => service === 'sns').length;
  const invocations = new Set(now.map(({ request }) => request)).size;
  return {
    'DynamoDB writes': writes * prices.dynamodbWrite,
    'DynamoDB reads': reads * prices.dynamodbRead,
    Lambda: lambda(now, functions),
    SQS: (sent + 2 * received) * prices.sqsRequest,
    SNS: published * prices.snsPublish,
    'KMS signatures': now.filter(({ service }) => service === 'kms').length * prices.kmsSign,
    'HTTP API': apiRequests * prices.httpApiRequest,
    Logs: ((logBytes + invocations * platformLogBytes) / 1e9) * prices.logsGb,
    Deadlines: ringing(now.filter(isDeadline).length),
  };
}

const minutesAMonth = 43_800;
const banks = 40;
const pollsAMonth = banks * 2 * minutesAMonth;
/** An idle mapping long-polls with five pollers, a request every 20 s each. */
const requestsAnIdleQueue = 5 * 3 * minutesAMonth;
/** Queues and topics reuse a data key for five minutes. */
const dataKeysAQueue = minutesAMonth / 5;

/** A month in which nothing happens: consoles poll, the sweep sweeps, mappings long-poll, things stand about. */
export function idleBill({
  poll,
  polls,
  sweep,
  stack,
  functions,
}: Context & { readonly poll: Recorded; readonly polls: number; readonly sweep: Recorded }): Bill {
  const context = { stack, functions };
  const each = total(billOf({ ...poll, apiRequests: polls, ...context })) / polls;
  const queues = count(stack, 'AWS::SQS::Queue');
  const mapped = count(stack, 'AWS::Lambda::EventSourceMapping');
  return {
    'Consoles polling': each * pollsAMonth,
    Sweeps: total(billOf({ ...sweep, apiRequests: 0, ...context })) * minutesAMonth,
    'Idle queue pollers': mapped * requestsAnIdleQueue * prices.sqsRequest,
    'Data keys': queues * dataKeysAQueue * prices.kmsRequest,
    Alarms: count(stack, 'AWS::CloudWatch::Alarm') * prices.alarmMonth,
    Dashboard: count(stack, 'AWS::CloudWatch::Dashboard') * prices.dashboardMonth,
    'Own metrics': 9 * prices.metricMonth,
    'KMS keys': count(stack, 'AWS::KMS::Key') * prices.kmsKeyMonth,
    Secrets: count(stack, 'AWS::SecretsManager::Secret') * prices.secretMonth,
    'Storage, 5 GB with recovery': 5 * prices.dynamodbGbMonth,
  };
}
