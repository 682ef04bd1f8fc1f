import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { account, region } from '../names.ts';
import type { Template } from './template.ts';

export interface Names {
  readonly ref: (id: string) => string;
  readonly attribute: (id: string, name: string) => string;
}

const pair = z.tuple([z.string(), z.unknown()]);
const list = z.array(z.unknown());

/** Stands for a property that the template leaves out. */
const absent = Symbol('AWS::NoValue');

/**
 * Gives the function that works out a value of the template: references, attributes, joins, conditions.
 * @throws Fault invalid/unknown-intrinsic, invalid/unknown-reference, invalid/parameter-missing
 */
export function resolver(
  stack: string,
  template: Template,
  parameters: Readonly<Record<string, string>>,
  names: () => Names,
) {
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': absent,
  };

  const ref = (id: string): unknown => {
    if (id in pseudo) return pseudo[id];
    const parameter = template.Parameters[id];
    if (parameter) {
      const value = parameters[id] ?? parameter.Default;
      if (value === undefined) throw new Fault('invalid', 'parameter-missing', { id });
      return value;
    }
    if (id in template.Resources) return names().ref(id);
    throw new Fault('invalid', 'unknown-reference', { id });
  };
  const attribute = (id: string, name: string): unknown => {
    if (id in template.Resources) return names().attribute(id, name);
    throw new Fault('invalid', 'unknown-reference', { id });
  };
  const condition = (name: string): boolean => truth(template.Conditions[name]);
  const truth = (value: unknown): boolean => resolve(value) === true;
  const text = (value: unknown): string => String(resolve(value));
  const many = (value: unknown): unknown[] => list.parse(resolve(value));

  const substitute = (argument: unknown): string => {
    const [pattern, extra] =
      typeof argument === 'string'
        ? [argument, {}]
        : z.tuple([z.string(), z.record(z.string(), z.unknown())]).parse(argument);
    return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in extra) return text(extra[name]);
      const [id = '', ...path] = name.split('.');
      return String(path.length > 0 ? attribute(id, path.join('.')) : ref(name));
    });
  };

  const intrinsics: Record<string, (argument: unknown) => unknown> = {
    Ref: argument => ref(z.string().parse(argument)),
    'Fn::GetAtt': argument => {
      const [id = '', ...path] =
        typeof argument === 'string' ? argument.split('.') : z.array(z.string()).parse(argument);
      return attribute(id, path.join('.'));
    },
    'Fn::Join': argument => {
      const [separator, parts] = pair.parse(argument);
      return many(parts).map(String).join(separator);
    },
    'Fn::Sub': substitute,
    'Fn::Split': argument => {
      const [separator, source] = pair.parse(argument);
      return text(source).split(separator);
    },
    'Fn::Select': argument => {
      const [index, from] = z.tuple([z.unknown(), z.unknown()]).parse(argument);
      return many(from)[Number(resolve(index))];
    },
    'Fn::If': argument => {
      const [name, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
      return resolve(condition(name) ? yes : no);
    },
    'Fn::Equals': argument => {
      const [left, right] = list.parse(argument);
      return text(left) === text(right);
    },
    'Fn::Not': argument => !truth(list.parse(argument)[0]),
    'Fn::And': argument => list.parse(argument).every(truth),
    'Fn::Or': argument => list.parse(argument).some(truth),
    Condition: argument => condition(z.string().parse(argument)),
    'Fn::FindInMap': argument => {
      const [map = '', top = '', second = ''] = list.parse(argument).map(text);
      return template.Mappings[map]?.[top]?.[second];
    },
    'Fn::Base64': argument => Buffer.from(text(argument)).toString('base64'),
    'Fn::ToJsonString': argument => JSON.stringify(resolve(argument)),
  };

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter(one => one !== absent);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? ['', undefined];
    if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
      const work = intrinsics[name];
      if (!work) throw new Fault('invalid', 'unknown-intrinsic', { name });
      return work(argument);
    }
    // An IAM statement has a Condition too, with an object in it: only a string under that name alone is the intrinsic.
    if (entries.length === 1 && name === 'Condition' && typeof argument === 'string') return condition(argument);
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, resolve(inner)]).filter(([, inner]) => inner !== absent),
    );
  };
  return { resolve, condition };
}
