import * as z from 'zod';
import { ignored } from '../realise/ignored.ts';
import type { Stack } from '../template/stack.ts';

const many = z.union([z.string().transform(one => [one]), z.array(z.string())]);

const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: many,
  Resource: many,
  Condition: z.record(z.string(), z.record(z.string(), many)).default({}),
});
export type Statement = z.infer<typeof Statement>;

const Document = z.strictObject({
  Version: z.string().optional(),
  Statement: z.union([Statement.transform(one => [one]), z.array(Statement)]),
});

const Role = z.strictObject({
  RoleName: z.string().optional(),
  AssumeRolePolicyDocument: ignored,
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: Document })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Description: ignored,
  MaxSessionDuration: ignored,
  PermissionsBoundary: ignored,
  Tags: ignored,
});

const Attached = z.looseObject({ Roles: z.array(z.string()).default([]), PolicyDocument: Document });

/** The statements that bound each role, by its ARN; attached policies name roles by name. */
export function statementsByRole(stack: Stack): Map<string, Statement[]> {
  const attached = [...stack.parts('AWS::IAM::Policy', Attached), ...stack.parts('AWS::IAM::ManagedPolicy', Attached)];
  return new Map(
    stack.parts('AWS::IAM::Role', Role).map(({ identity, properties }) => {
      const own = properties.Policies.map(policy => policy.PolicyDocument);
      const more = attached
        .filter(({ properties: { Roles } }) => Roles.includes(identity.name))
        .map(({ properties }) => properties.PolicyDocument);
      return [identity.attributes.Arn ?? '', [...own, ...more].flatMap(document => document.Statement)];
    }),
  );
}
