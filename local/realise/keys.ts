import { join } from 'node:path';
import * as z from 'zod';
import { type SigningKey, signingKey } from '../services/ecdsa.ts';
import type { Operations } from '../services/failure.ts';
import { kms } from '../services/kms.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

// A key that encrypts guards data at rest in the cloud; here there is nothing for it to do, and no operation of it is served.
const Key = z.strictObject({
  KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'ECC_NIST_P256']).default('SYMMETRIC_DEFAULT'),
  KeyUsage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']).optional(),
  KeyPolicy: ignored,
  EnableKeyRotation: ignored,
  RotationPeriodInDays: ignored,
  PendingWindowInDays: ignored,
  Description: ignored,
  Enabled: ignored,
  MultiRegion: ignored,
  Tags: ignored,
});

const Alias = z.strictObject({ AliasName: z.string(), TargetKeyId: z.string() });

export function realiseKeys(stack: Stack, folder: string): Operations {
  const keys = new Map<string, SigningKey>();
  for (const { identity, properties } of stack.parts('AWS::KMS::Key', Key)) {
    if (properties.KeySpec === 'ECC_NIST_P256')
      keys.set(identity.name, signingKey(join(folder, 'keys', `${identity.name}.pem`)));
  }
  const aliases = stack
    .parts('AWS::KMS::Alias', Alias)
    .map(({ properties }) => [properties.AliasName, properties.TargetKeyId.replace(/^arn:.*:key\//, '')] as const);
  return kms(keys, new Map(aliases));
}
