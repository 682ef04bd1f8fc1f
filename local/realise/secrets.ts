import * as z from 'zod';
import type { Operations } from '../services/failure.ts';
import { Generate, generateSecret } from '../services/generate-secret.ts';
import { secretsManager } from '../services/secrets.ts';
import type { State } from '../state.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

const Secret = z.strictObject({
  Name: z.string().optional(),
  Description: ignored,
  KmsKeyId: ignored,
  SecretString: z.string().optional(),
  GenerateSecretString: Generate.optional(),
  Tags: ignored,
});

/** A secret keeps the value it has; only one that is not there yet gets its first. */
export function realiseSecrets(stack: Stack, state: State): Operations {
  const operations = secretsManager(state);
  for (const { identity, properties } of stack.parts('AWS::SecretsManager::Secret', Secret)) {
    if (state.get('secret', identity.name) !== undefined) continue;
    const { SecretString, GenerateSecretString } = properties;
    const value = SecretString ?? generateSecret(GenerateSecretString ?? Generate.parse({}));
    operations['secretsmanager.CreateSecret']?.({ Name: identity.name, SecretString: value });
  }
  return operations;
}
