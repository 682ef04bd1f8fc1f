import * as z from 'zod';
import type { SnsStore } from './emulator.ts';

const Form = z.record(z.string(), z.string());

/**
 * The emulator lets no array match a filter, where SNS matches on any element: a message that would show the difference
 * is refused when it is published, in words, instead of being lost in silence.
 * @returns what is wrong with a published form, if anything
 */
export function arrayAtFilter(sns: SnsStore, body: unknown): string | undefined {
  const form = Form.safeParse(body).data;
  if (!form?.Action?.startsWith('Publish') || form.TopicArn === undefined) return undefined;
  const filters = sns
    .listSubscriptionsByTopic(form.TopicArn)
    .subscriptions.filter(one => one.attributes.FilterPolicy !== undefined);
  if (filters.length === 0) return undefined;
  const values = Object.entries(form);
  if (values.some(([name, value]) => name.endsWith('.DataType') && value === 'String.Array')) {
    return 'the embedded cloud cannot match a String.Array attribute against the filters of this topic';
  }
  const fields = filters
    .filter(one => one.attributes.FilterPolicyScope === 'MessageBody')
    .flatMap(one => Object.keys(JSON.parse(one.attributes.FilterPolicy ?? '{}')));
  if (fields.length === 0) return undefined;
  const messages = values
    .filter(([name]) => name === 'Message' || name.endsWith('.Message'))
    .map(([, value]) => parsed(value));
  const found = fields.find(field => messages.some(message => Array.isArray(message[field])));
  return found === undefined
    ? undefined
    : `the embedded cloud cannot match the array ${found} against the filters of this topic`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

export const refusal = (message: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>${message}</Message></Error></ErrorResponse>`;
