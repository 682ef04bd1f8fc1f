import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { FunctionSpec } from '../functions/function.ts';
import { region } from '../names.ts';
import type { Part, Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

const Lambda = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.looseObject({ S3Key: z.string().optional() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  Role: z.string(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  LoggingConfig: z.looseObject({ LogGroup: z.string().optional() }).optional(),
  Architectures: ignored,
  Description: ignored,
  KmsKeyArn: ignored,
  ReservedConcurrentExecutions: ignored,
  RecursiveLoop: ignored,
  DeadLetterConfig: ignored,
  TracingConfig: ignored,
  EphemeralStorage: ignored,
  Tags: ignored,
});

export interface RealFunction extends FunctionSpec {
  /** ARN of the role whose policies bound what it may ask. */
  readonly role: string;
}

/**
 * The functions of the template with the environment that each gets; `overrides` replaces variables that the template names.
 * @throws Fault invalid/no-bundle
 */
export function realFunctions(
  stack: Stack,
  endpoints: Readonly<Record<string, string>>,
  overrides: Readonly<Record<string, string>>,
): RealFunction[] {
  return stack.parts('AWS::Lambda::Function', Lambda).map(part => {
    const { id, identity, properties } = part;
    const [module = '', handler = ''] = properties.Handler.split('.');
    const logGroup = properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${identity.name}`;
    const own = properties.Environment?.Variables ?? {};
    const replaced = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, overrides[name] ?? value]));
    return {
      id,
      name: identity.name,
      arn: identity.attributes.Arn ?? '',
      file: bundle(stack, part, module),
      handler,
      timeoutMs: properties.Timeout * 1000,
      memory: properties.MemorySize,
      logGroup,
      role: properties.Role,
      environment: {
        ...replaced,
        ...endpoints,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: `LOCAL-${id}`,
        AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
        AWS_LAMBDA_FUNCTION_NAME: identity.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
        AWS_LAMBDA_LOG_STREAM_NAME: 'local',
        TZ: ':UTC',
      },
    };
  });
}

function bundle(stack: Stack, { id, properties, resource }: Part<z.infer<typeof Lambda>>, module: string): string {
  const folder = stack.assembly.asset(resource.Metadata?.['aws:asset:path'] ?? properties.Code.S3Key ?? '');
  const file = ['mjs', 'js', 'cjs'].map(ending => resolve(folder, `${module}.${ending}`)).find(existsSync);
  if (file === undefined) throw new Fault('invalid', 'no-bundle', { id, folder, module });
  return file;
}
