import * as z from 'zod';
import type { RawCall } from '../functions/protocol.ts';
import { account, arn } from '../names.ts';
import { readDynamoCall } from './read-dynamodb.ts';

/** What IAM would be asked about a request: each action on its resources. */
export interface Right {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys that the request fixes. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

export interface Asked {
  readonly service: string;
  /** The operation as the SDK names it. */
  readonly operation: string;
  readonly rights: readonly Right[];
}

const Json = z.record(z.string(), z.unknown());
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const prefixed = (value: string, prefix: string, make: (name: string) => string): string =>
  value.startsWith('arn:') ? value : make(value.replace(prefix, ''));

type Reader = (operation: string, body: string, call: RawCall) => Right[];

const json = (body: string): Record<string, unknown> => (body === '' ? {} : Json.parse(JSON.parse(body)));

/** A batch of SQS or SNS needs the right of the single action. */
const single = (operation: string): string => operation.replace(/Batch$/, '');

const readers: Record<string, Reader> = {
  dynamodb: (operation, body) => readDynamoCall(operation, json(body)),
  sqs: (operation, body) => [
    { action: `sqs:${single(operation)}`, resource: arn.queue(last(text(json(body).QueueUrl))) },
  ],
  kms: (operation, body) => [{ action: `kms:${operation}`, resource: prefixed(text(json(body).KeyId), '', arn.key) }],
  secretsmanager: (operation, body) => {
    const { SecretId, Name } = json(body);
    return [
      { action: `secretsmanager:${operation}`, resource: prefixed(text(SecretId) || text(Name), '', arn.secret) },
    ];
  },
  sns: (operation, body) => {
    const fields = new URLSearchParams(body);
    const resource =
      fields.get('TopicArn') ??
      fields.get('TargetArn') ??
      (fields.get('PhoneNumber') ? '*' : `arn:aws:sns:::${account}`);
    return [{ action: `sns:${single(operation)}`, resource }];
  },
  s3: (_, __, { method, path }) => {
    const [bucket = '', ...key] = decodeURIComponent(path.split('?')[0] ?? '')
      .slice(1)
      .split('/');
    const object = key.join('/');
    const action =
      object === ''
        ? 'ListBucket'
        : ({ GET: 'GetObject', HEAD: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method] ?? method);
    return [
      { action: `s3:${action}`, resource: object === '' ? arn.bucket(bucket) : `${arn.bucket(bucket)}/${object}` },
    ];
  },
};

/** Reads a recorded request. @returns no rights for a service not known here, which the policy check reports */
export function readCall(call: RawCall): Asked {
  const operation =
    call.target === ''
      ? (new URLSearchParams(call.body).get('Action') ?? call.method)
      : last(call.target.replace('.', '/'));
  const reader = readers[call.service];
  const rights = reader
    ? reader(operation, call.body, call)
    : [{ action: `${call.service}:${operation}`, resource: '*' }];
  return { service: call.service, operation, rights };
}
