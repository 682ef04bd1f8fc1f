import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { Env as Bank } from '../../functions/bank-api/env.ts';
import { Env as Dispatch } from '../../functions/dispatch-instruction/env.ts';
import { Env as Page } from '../../functions/page-officers/env.ts';
import { Env as Police } from '../../functions/police-api/env.ts';
import { Env as Public } from '../../functions/public-api/env.ts';
import { Env as Relay } from '../../functions/relay-events/env.ts';
import { Env as Deadline } from '../../functions/run-deadline/env.ts';
import { Env as Seal } from '../../functions/seal-day/env.ts';
import { Env as Send } from '../../functions/send-page/env.ts';
import { Env as Sweep } from '../../functions/sweep-deadlines/env.ts';
import { type FunctionName, functionNames } from '../../infra/grants.ts';
import { ofType, synthesize, target } from './fixtures/template.ts';

const template = synthesize();
const properties = (type: string) => ofType(template, type).map(([, { Properties }]) => Properties);
const functions = properties('AWS::Lambda::Function');
const functionId = (name: FunctionName) =>
  ofType(template, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties.FunctionName === `LiaisonPoint-${name}`,
  )?.[0];
const queueOf = (output: string) => target(template.Outputs[output]?.Value);
const subscriptions = properties('AWS::SNS::Subscription').map(({ TopicArn, Endpoint, FilterPolicy }) => ({
  topic: target(TopicArn),
  queue: target(Endpoint),
  filter: FilterPolicy,
}));

describe('what reaches whom', () => {
  const instructions = queueOf('InstructionsTopic');
  const events = queueOf('EventsTopic');

  test('instructions for people here go to the shared inbox, whatever the bank', () => {
    expect(subscriptions).toContainEqual({
      topic: instructions,
      queue: queueOf('QueueInbox'),
      filter: { route: ['local', 'relay'] },
    });
  });

  test('an event is a follow-up only when it pages someone', () => {
    expect(subscriptions).toContainEqual({
      topic: events,
      queue: queueOf('QueueFollowUps'),
      filter: { pages: ['yes'] },
    });
  });

  test('a direct bank gets its own instructions in its own queue, and no other bank has one', () => {
    for (const bank of ['ABCHINA', 'BOCOM']) {
      const queue = queueOf(`QueueDirect${bank}`);
      expect(subscriptions).toContainEqual({ topic: instructions, queue, filter: { bank: [bank], route: ['direct'] } });
    }
    expect(subscriptions).toHaveLength(4);
  });

  test('a direct bank’s own account may read its queue, and only read', () => {
    const readers = properties('AWS::SQS::QueuePolicy').flatMap(({ Queues, PolicyDocument }) =>
      PolicyDocument.Statement.filter((statement: { Principal: object }) =>
        JSON.stringify(statement.Principal).includes('210987654321'),
      ).map(({ Action }: { Action: string[] }) => ({ queue: target(Queues[0]), Action })),
    );
    expect(readers).toEqual([
      {
        queue: queueOf('QueueDirectABCHINA'),
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      },
    ]);
  });
});

describe('what starts whom', () => {
  const mappings = properties('AWS::Lambda::EventSourceMapping');

  test.each<[string, FunctionName]>([
    ['QueueIntake', 'dispatch-instruction'],
    ['QueueInbox', 'page-officers'],
    ['QueueFollowUps', 'page-officers'],
    ['QueueDeadlines', 'run-deadline'],
    ['QueuePageConsole', 'send-page-console'],
    ['QueuePageWebhook', 'send-page-webhook'],
  ])('%s starts %s', (queue, name) => {
    const started = mappings.filter(({ EventSourceArn }) => target(EventSourceArn) === queueOf(queue));
    expect(started.map(({ FunctionName }) => target(FunctionName))).toEqual([functionId(name)]);
  });

  test('new events of the ledger start relay-events, and nothing else in the stream does', () => {
    const [stream] = mappings.filter(({ EventSourceArn }) => EventSourceArn['Fn::GetAtt'][1] === 'StreamArn');
    expect(target(stream?.FunctionName)).toBe(functionId('relay-events'));
    expect(stream?.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVT#' }] } } } },
    ]);
  });

  test('the clock starts the sweep each minute and the sealing after midnight in the county', () => {
    const rules = properties('AWS::Events::Rule').map(({ ScheduleExpression, Targets }) => [
      ScheduleExpression,
      target(Targets[0].Arn),
    ]);
    expect(rules).toEqual([
      ['rate(1 minute)', functionId('sweep-deadlines')],
      ['cron(10 16 * * ? *)', functionId('seal-day')],
    ]);
  });

  test.each<[string, FunctionName]>([
    ['ANY /police/{proxy+}', 'police-api'],
    ['ANY /bank/{proxy+}', 'bank-api'],
    ['GET /openapi.json', 'public-api'],
    ['GET /.well-known/jwks.json', 'public-api'],
    ['GET /health', 'public-api'],
  ])('%s starts %s', (key, name) => {
    const route = properties('AWS::ApiGatewayV2::Route').find(({ RouteKey }) => RouteKey === key);
    const integration = template.Resources[target(route?.Target['Fn::Join'][1][1])];
    expect(target(integration?.Properties.IntegrationUri)).toBe(functionId(name));
    expect(integration?.Properties.PayloadFormatVersion).toBe('2.0');
  });

  test('no other route exists, none is open across origins, and a flood is slowed', () => {
    expect(properties('AWS::ApiGatewayV2::Route')).toHaveLength(5);
    expect(properties('AWS::ApiGatewayV2::Api')[0]).not.toHaveProperty('CorsConfiguration');
    const [stage] = properties('AWS::ApiGatewayV2::Stage');
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 });
    expect(stage?.AccessLogSettings.Format).not.toMatch(/path|query|header|user/i);
  });
});

describe('what each function is told', () => {
  const schemas: Record<FunctionName, z.ZodType> = {
    'police-api': Police,
    'bank-api': Bank,
    'public-api': Public,
    'dispatch-instruction': Dispatch,
    'page-officers': Page,
    'send-page-console': Send,
    'send-page-webhook': Send,
    'relay-events': Relay,
    'run-deadline': Deadline,
    'sweep-deadlines': Sweep,
    'seal-day': Seal,
  };

  /** As CloudFormation would fill it in: queues give addresses, everything else a name. */
  const filled = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (value && typeof value === 'object' && 'Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
      return value['Fn::Join'][1].map(filled).join('');
    }
    const id = target(value);
    if (id === 'WebhookAddresses') return 'public';
    const isAddress = id === 'Issuer' || template.Resources[id]?.Type === 'AWS::SQS::Queue';
    return isAddress ? `https://example.test/${id}` : id;
  };
  const environment = (name: FunctionName) => {
    const found = functions.find(({ FunctionName }) => FunctionName === `LiaisonPoint-${name}`);
    return Object.fromEntries(
      Object.entries(found?.Environment.Variables).map(([variable, value]) => [variable, filled(value)]),
    );
  };

  test.each(functionNames)('%s can read its environment, and gets nothing it does not ask for', name => {
    const told = environment(name);
    const read = schemas[name].parse(told);
    expect(Object.keys(told).sort()).toEqual(Object.keys(Object(read)).sort());
  });

  test('a variable that is forgotten or misspelt does not compile, and would not load', () => {
    const values = { LEDGER_TABLE: 'ledger', DEADLINES_QUEUE_URL: 'https://example.test/deadlines' };
    // @ts-expect-error DEADLINES_QUEUE is what sweep-deadlines asks for
    const told: z.input<typeof Sweep> = values;
    expect(Sweep.safeParse(told).error?.issues.map(({ path }) => path[0])).toEqual(['DEADLINES_QUEUE']);
  });

  test('page-officers finds the queue of every channel', () => {
    expect(Page.parse(environment('page-officers')).CHANNEL_QUEUES).toEqual({
      console: `https://example.test/${queueOf('QueuePageConsole')}`,
      webhook: `https://example.test/${queueOf('QueuePageWebhook')}`,
    });
  });

  test('each send-page serves its own channel', () => {
    expect(environment('send-page-console')).toMatchObject({ CHANNEL: 'console' });
    expect(environment('send-page-webhook')).toMatchObject({ CHANNEL: 'webhook' });
  });
});

test('the outputs name what people and the command line need', () => {
  expect(Object.keys(template.Outputs)).toEqual(
    expect.arrayContaining([
      ...[
        'ApiUrl',
        'LedgerTable',
        'DirectoryTable',
        'HeadsBucket',
        'SigningKey',
        'FingerprintSecret',
        'WebhookSecrets',
      ],
      ...[
        'Intake',
        'Inbox',
        'FollowUps',
        'Deadlines',
        'PageConsole',
        'PageWebhook',
        'DirectABCHINA',
        'DirectBOCOM',
      ].flatMap(name => [`Queue${name}`, `DeadLetters${name}`]),
      ...[
        'UndeliveredInbox',
        'UndeliveredFollowUps',
        'UndeliveredDirectABCHINA',
        'UndeliveredDirectBOCOM',
        'RelayFailures',
      ],
    ]),
  );
});

test('an issuer is all that must be given', () => {
  const needed = Object.entries(template.Parameters).filter(([, parameter]) => !('Default' in parameter));
  expect(needed.map(([name]) => name)).toEqual(['Issuer']);
});
