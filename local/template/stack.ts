import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { type Endpoints, type Identity, kinds, nameProperty } from './identity.ts';
import { resolver } from './resolve.ts';
import { type Assembly, type Resource, readAssembly } from './template.ts';

export interface Part<Properties> {
  readonly id: string;
  readonly identity: Identity;
  readonly properties: Properties;
  readonly resource: Resource;
}

export interface Stack {
  readonly assembly: Assembly;
  /**
   * The resources of a type, their values worked out and their properties parsed.
   * @throws Fault invalid/unsupported-property when one asks for something that this schema does not know
   */
  readonly parts: <Schema extends z.ZodType>(type: string, schema: Schema) => Part<z.infer<Schema>>[];
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads a synthesized stack as it stands at these addresses.
 * @throws Fault invalid/unknown-resource-type naming the first resource that nothing here can stand for
 */
export function readStack(folder: string, at: Endpoints, parameters: Readonly<Record<string, string>> = {}): Stack {
  const assembly = readAssembly(folder);
  const { template, stack } = assembly;
  const { resolve, condition } = resolver(stack, template, parameters, () => ({
    ref: id => identity(id).ref,
    attribute: (id, name) => {
      const value = identity(id).attributes[name];
      if (value === undefined) throw new Fault('invalid', 'unknown-attribute', { id, name });
      return value;
    },
  }));
  const resources = Object.entries(template.Resources).filter(
    ([, one]) => one.Condition === undefined || condition(one.Condition),
  );
  for (const [id, { Type }] of resources) {
    if (!(Type in kinds)) throw new Fault('invalid', 'unknown-resource-type', { id, type: Type });
  }

  const known = new Map<string, Identity>();
  const identity = (id: string): Identity => {
    const found = known.get(id);
    if (found) return found;
    const { Type = '', Properties = {} } = template.Resources[id] ?? {};
    const given = resolve(Properties[nameProperty[Type] ?? '']);
    const made = Type === 'AWS::S3::Bucket' ? `${stack}-${id}`.toLowerCase() : `${stack}-${id}`;
    const name = typeof given === 'string' ? given : made;
    const kind = kinds[Type];
    if (!kind) throw new Fault('invalid', 'unknown-resource-type', { id, type: Type });
    const result = { name, ...kind(name, at) };
    known.set(id, result);
    return result;
  };

  const parts: Stack['parts'] = (type, schema) =>
    resources
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => {
        const parsed = schema.safeParse(resolve(resource.Properties));
        if (!parsed.success)
          throw new Fault('invalid', 'unsupported-property', { id, type, why: z.prettifyError(parsed.error) });
        return { id, identity: identity(id), properties: parsed.data, resource };
      });
  const outputs = Object.fromEntries(
    Object.entries(template.Outputs).map(([id, output]) => [id, String(resolve(output.Value))]),
  );
  return { assembly, parts, outputs };
}
