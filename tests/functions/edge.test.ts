import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { describe, expect, test } from 'vitest';
import type { ActOutcome } from '../../shared/app/act-on.ts';
import type { Principal } from '../../shared/contract/directory.ts';
import { issueCommand, policeCommands } from '../../shared/contract/routes/police.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { edge } from '../../shared/http/edge.ts';
import { mountCommand, type Told } from '../../shared/http/mount.ts';
import { stop } from '../support/bodies.ts';
import v2 from './events/http-api.json' with { type: 'json' };
import v1 from './events/rest-api.json' with { type: 'json' };

const id = '01KJQ6T0ZV8Q4N9E2M5R7S3XWY';
const officer: Principal = { org: 'QHGA', party: 'police', person: 'QHGA-01', roles: ['dispatcher'] };
const context: LambdaContext = {
  awsRequestId: 'r',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'police-api',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:police-api',
  memoryLimitInMB: '1024',
  logGroupName: 'g',
  logStreamName: 's',
  getRemainingTimeInMillis: () => 10_000,
};

const outcome: ActOutcome = {
  answer: { id, state: 'returned', number: 7, attempt: 1, at: 1_772_414_100_000, dueAt: null },
  how: 'done',
  status: 200,
};

/** A function of two routes whose work is done by `doer`, and what it was told and logged. */
const functionOf = (
  doer: (told: Told<unknown>) => Promise<ActOutcome> = async () => outcome,
  by: Principal = officer,
) => {
  const logged: unknown[] = [];
  const told: Told<unknown>[] = [];
  const log = (...line: unknown[]): void => void logged.push(line);
  const app = edge({
    authenticate: async () => by,
    logger: { error: log, warn: log, info: () => {} },
    parties: ['police'],
  });
  const work = (each: Told<unknown>): Promise<ActOutcome> => {
    told.push(each);
    return doer(each);
  };
  mountCommand(app, policeCommands.contest, Date.now, work);
  mountCommand(app, issueCommand, Date.now, work);
  const handler = handle(app);
  const invoke = async (event: LambdaEvent) => {
    const { statusCode, headers = {}, body } = await handler(event, context);
    return { status: statusCode, headers, body: JSON.parse(body) };
  };
  return { invoke, told, logged };
};

const http = (change: Partial<Record<keyof typeof v2, unknown>> = {}) => Object.assign(structuredClone(v2), change);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('an event', () => {
  test('of an HTTP API is a request', async () => {
    const { invoke, told } = functionOf();
    const { status, headers, body } = await invoke(http());
    expect({ status, body }).toEqual({
      status: 200,
      body: { id, state: 'returned', number: 7, attempt: 1, at: '2026-03-02T01:15:00.000Z', dueAt: null },
    });
    expect(headers).toMatchObject({ etag: '"7"', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(told).toMatchObject([{ id, by: officer, body: { reason: '申请表齐全' }, command: { org: 'QHGA' } }]);
  });

  test('of a private REST API is the same request', async () => {
    const ofHttp = functionOf();
    const ofRest = functionOf();
    await ofHttp.invoke(http());
    expect((await ofRest.invoke(v1)).status).toBe(200);
    expect(ofRest.told).toEqual(ofHttp.told);
  });

  test('with its body in base64 is the same request', async () => {
    const { invoke, told } = functionOf();
    await invoke(http({ body: base64(v2.body), isBase64Encoded: true }));
    await invoke(http());
    expect(told[0]).toEqual(told[1]);
  });

  test('whose bytes are no UTF-8 is refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"reason":"'), Buffer.from([0xcd, 0xf5]), Buffer.from('"}')]);
    const { status, body } = await functionOf().invoke(http({ body: bytes.toString('base64'), isBase64Encoded: true }));
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'json' });
  });

  test('without a body says nothing, and that is too little here', async () => {
    const { body } = await functionOf().invoke(http({ body: null }));
    expect(body.errors).toMatchObject([{ field: 'reason', code: 'required' }]);
  });

  test('of a length that is claimed and not sent is measured', async () => {
    const headers = { ...v2.headers, 'content-length': '2' };
    const long = JSON.stringify({ reason: 'x'.repeat(300_000) });
    expect((await functionOf().invoke(http({ headers, body: long }))).status).toBe(413);
  });
});

describe('an error', () => {
  test('of ours says nothing but a number, which the log knows', async () => {
    const secret = new TypeError('王小明 6222020000000012345');
    const { invoke, logged } = functionOf(() => Promise.reject(secret));
    const { status, body } = await invoke(http());
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'bug', incident: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(Object.keys(body).toSorted()).toEqual(['code', 'incident', 'status', 'title', 'titles', 'type']);
    expect(logged).toMatchObject([['bug', { incident: body.incident, error: secret }]]);
  });

  test('that is a bug by its kind keeps its code to the log', async () => {
    const { invoke, logged } = functionOf(() =>
      Promise.reject(new Fault('bug', 'no-policy-in-force', { kind: 'stop' })),
    );
    const { body } = await invoke(http());
    expect(body.code).toBe('bug');
    expect(JSON.stringify(logged)).toContain(body.incident);
  });

  test('that passes asks to come again, and tells nothing of what was out of order', async () => {
    const busy = new Fault('transient', 'service-busy', { service: 'ThrottlingException' });
    const { status, headers, body } = await functionOf(() => Promise.reject(busy)).invoke(http());
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
    expect(body).not.toHaveProperty('service');
  });

  test('of a rule tells what the rule looked at', async () => {
    const fault = new Fault('conflict', 'illegal-act', { id, act: 'contest', state: 'closed', number: 9 });
    const { status, body } = await functionOf(() => Promise.reject(fault)).invoke(http());
    expect({ status, ...body }).toMatchObject({ status: 409, state: 'closed', number: 9, title: '当前状态不能这样办' });
  });
});

describe('a command', () => {
  test('needs a role of the caller’s', async () => {
    const { invoke, told } = functionOf(undefined, { ...officer, roles: ['reader'] });
    expect((await invoke(http())).status).toBe(403);
    expect(told).toEqual([]);
  });

  test('has the same identity whatever the order of its members, and another for another body', async () => {
    const { invoke, told } = functionOf();
    const order = stop();
    const path = '/police/instructions';
    const send = (body: unknown) => invoke(http({ rawPath: path, body: JSON.stringify(body) }));
    await send(order);
    await send(Object.fromEntries(Object.entries(order).toReversed()));
    await send({ ...order, remark: '加急' });
    const [first, again, other] = told.map(({ command }) => command.bodyHash);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
