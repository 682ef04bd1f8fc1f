/** Every function of the deployment; `send-page` runs once a channel. */
export const functionNames = [
  'police-api',
  'bank-api',
  'public-api',
  'dispatch-instruction',
  'page-officers',
  'send-page-console',
  'send-page-webhook',
  'relay-events',
  'run-deadline',
  'sweep-deadlines',
  'seal-day',
] as const;

export type FunctionName = (typeof functionNames)[number];

/** Indexes of the ledger are resources of their own: a right on the table is none on its indexes. */
export type ResourceName =
  | 'ledger'
  | `ledger/${'due' | 'openByBank' | 'openByUnit' | 'byUnit' | 'byBank' | 'byCase' | 'byDay'}`
  | 'directory'
  | 'signing key'
  | 'fingerprint secret'
  | 'webhook secrets'
  | 'intake queue'
  | 'deadlines queue'
  | 'console queue'
  | 'webhook queue'
  | 'instructions topic'
  | 'events topic'
  | 'heads';

/**
 * What each function may do, and nothing else: resource → actions of its service.
 * A transaction has no action of its own; it is allowed by those of the writes and checks inside it.
 * Only these statements go without a Sid. One with a Sid serves Lambda and the encrypted services, which act in the
 * function's name (logs, its own queue or stream, the data key), and no code of ours calls what it allows.
 */
export const grants: Readonly<Record<FunctionName, Partial<Record<ResourceName, readonly string[]>>>> = {
  'police-api': {
    ledger: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    'ledger/openByUnit': ['Query'],
    'ledger/byUnit': ['Query'],
    'ledger/byCase': ['Query'],
    'ledger/openByBank': ['Query'],
    'ledger/byBank': ['Query'],
    directory: ['GetItem', 'Query'],
    'signing key': ['Sign'],
    'fingerprint secret': ['GetSecretValue'],
    'intake queue': ['SendMessage'],
    'deadlines queue': ['SendMessage'],
  },
  'bank-api': {
    ledger: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    'ledger/openByBank': ['Query'],
    'ledger/byBank': ['Query'],
    directory: ['GetItem'],
    'signing key': ['Sign'],
    'deadlines queue': ['SendMessage'],
  },
  'public-api': {
    'signing key': ['GetPublicKey'],
  },
  'dispatch-instruction': {
    ledger: ['BatchGetItem', 'PutItem'],
    'instructions topic': ['Publish'],
    'deadlines queue': ['SendMessage'],
  },
  'page-officers': {
    ledger: ['BatchGetItem', 'Query', 'PutItem'],
    directory: ['Query'],
    'console queue': ['SendMessage'],
    'webhook queue': ['SendMessage'],
    'deadlines queue': ['SendMessage'],
  },
  'send-page-console': {
    ledger: ['BatchGetItem', 'UpdateItem'],
    directory: ['Query'],
  },
  'send-page-webhook': {
    ledger: ['BatchGetItem', 'PutItem', 'UpdateItem'],
    directory: ['Query'],
    'webhook secrets': ['GetSecretValue'],
    'deadlines queue': ['SendMessage'],
  },
  'relay-events': {
    ledger: ['BatchGetItem'],
    'events topic': ['Publish'],
  },
  'run-deadline': {
    ledger: ['BatchGetItem', 'PutItem', 'UpdateItem'],
    'intake queue': ['SendMessage'],
    'deadlines queue': ['SendMessage'],
  },
  'sweep-deadlines': {
    ledger: ['GetItem', 'UpdateItem'],
    'ledger/due': ['Query', 'Scan'],
    'deadlines queue': ['SendMessage'],
  },
  'seal-day': {
    ledger: ['GetItem', 'Query', 'UpdateItem'],
    'ledger/byDay': ['Query'],
    'signing key': ['Sign'],
    heads: ['GetObject', 'PutObject'],
  },
};
