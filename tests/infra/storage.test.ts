import { describe, expect, test } from 'vitest';
import { ofType, synthesize } from './fixtures/template.ts';

const template = synthesize();
const tables = ofType(template, 'AWS::DynamoDB::Table').map(([, { Properties }]) => Properties);
const ledger = tables.find(table => table.StreamSpecification);
const directory = tables.find(table => !table.StreamSpecification);
const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

describe('the ledger', () => {
  test('streams keys only and forgets by expiresAt', () => {
    expect(ledger?.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
    expect(ledger?.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    expect(ledger?.KeySchema).toEqual(keySchema('pk', 'sk'));
  });

  test.each([
    ['due', 'dueBucket', 'dueAt', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['round'] }],
    ['openByBank', 'openBank', 'id', { ProjectionType: 'KEYS_ONLY' }],
    ['openByUnit', 'openUnit', 'id', { ProjectionType: 'KEYS_ONLY' }],
    ['byUnit', 'unit', 'id', { ProjectionType: 'KEYS_ONLY' }],
    ['byBank', 'bank', 'id', { ProjectionType: 'KEYS_ONLY' }],
    ['byCase', 'caseId', 'id', { ProjectionType: 'KEYS_ONLY' }],
    ['byDay', 'sealDay', 'pk', { ProjectionType: 'KEYS_ONLY' }],
  ])('is indexed by %s on %s and %s', (IndexName, hash, range, Projection) => {
    expect(ledger?.GlobalSecondaryIndexes).toContainEqual({ IndexName, KeySchema: keySchema(hash, range), Projection });
  });

  test('has those seven indexes, and times in them are numbers', () => {
    expect(ledger?.GlobalSecondaryIndexes).toHaveLength(7);
    const numbers = ledger?.AttributeDefinitions.filter(
      (attribute: { AttributeType: string }) => attribute.AttributeType === 'N',
    );
    expect(numbers.map((attribute: { AttributeName: string }) => attribute.AttributeName)).toEqual(['dueAt']);
  });
});

test('the directory is keyed as the ledger and has no index', () => {
  expect(directory?.KeySchema).toEqual(keySchema('pk', 'sk'));
  expect(directory?.GlobalSecondaryIndexes).toBeUndefined();
});

test('tables, keys, heads and fingerprints survive the stack', () => {
  for (const type of ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret']) {
    const kept = ofType(template, type).map(([, { DeletionPolicy }]) => DeletionPolicy);
    expect(new Set(kept)).toEqual(new Set(['Retain']));
  }
});

describe('the heads', () => {
  const [bucket] = ofType(template, 'AWS::S3::Bucket').map(([, { Properties }]) => Properties);

  test('cannot be changed for ten years', () => {
    expect(bucket?.ObjectLockEnabled).toBe(true);
    expect(bucket?.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Days: 3650 });
    expect(bucket?.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  test('are nobody’s to see from outside', () => {
    expect(new Set(Object.values(bucket?.PublicAccessBlockConfiguration))).toEqual(new Set([true]));
  });

  test('may be released by an administrator in a trial deployment only', () => {
    const trial = synthesize({ headsLock: 'governance' });
    const [lenient] = ofType(trial, 'AWS::S3::Bucket').map(([, { Properties }]) => Properties);
    expect(lenient?.ObjectLockConfiguration.Rule.DefaultRetention.Mode).toBe('GOVERNANCE');
  });
});

describe('the keys', () => {
  const keys = ofType(template, 'AWS::KMS::Key').map(([, { Properties }]) => Properties);

  test('one signs with P-256', () => {
    expect(keys).toContainEqual(expect.objectContaining({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }));
  });

  test('the other encrypts and is renewed', () => {
    expect(keys).toContainEqual(expect.objectContaining({ EnableKeyRotation: true }));
    expect(keys).toHaveLength(2);
  });
});

test('the fingerprint secret starts with version 1, whose key is valid base64 of 48 bytes', () => {
  const [secret] = ofType(template, 'AWS::SecretsManager::Secret').map(([, { Properties }]) => Properties);
  expect(secret?.GenerateSecretString).toEqual({
    SecretStringTemplate: '{"current":"1"}',
    GenerateStringKey: '1',
    PasswordLength: 64,
    ExcludePunctuation: true,
  });
});
