import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { LocalFunction } from '../functions/function.ts';
import type { Rule } from '../schedules/clockwork.ts';
import { schedule } from '../schedules/expression.ts';
import type { Stack } from '../template/stack.ts';
import { ignored } from './ignored.ts';

const Shape = z.strictObject({
  Name: z.string().optional(),
  Description: ignored,
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: z.string(),
      Input: z.string().optional(),
      RetryPolicy: ignored,
      DeadLetterConfig: ignored,
    }),
  ),
});

export const realRules = (stack: Stack, functions: readonly LocalFunction[]): Rule[] =>
  stack
    .parts('AWS::Events::Rule', Shape)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ id, identity, properties }) => ({
      id,
      arn: identity.attributes.Arn ?? '',
      next: schedule(properties.ScheduleExpression),
      targets: properties.Targets.map(({ Arn, Input }) => {
        const target = functions.find(one => one.spec.arn === Arn);
        if (!target) throw new Fault('invalid', 'unknown-reference', { id, name: Arn });
        return { target, ...(Input === undefined ? {} : { input: JSON.parse(Input) }) };
      }),
    }));
