import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
  Metadata: z.looseObject({ 'aws:asset:path': z.string().optional() }).optional(),
});

const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

const Assets = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string().optional() }) })).default({}),
});

export type Template = z.infer<typeof Template>;
export type Resource = z.infer<typeof Resource>;

export interface Assembly {
  readonly stack: string;
  readonly template: Template;
  /** The folder of an asset by the object key under which it would be uploaded, or by the path in a resource's metadata. */
  readonly asset: (keyOrPath: string) => string;
}

/**
 * Reads what a synthesis wrote: the one template of the folder and where its assets lie.
 * @throws Fault invalid/no-template
 */
export function readAssembly(named: string): Assembly {
  // The name may come to point elsewhere while this runs.
  const folder = realpathSync(named);
  const names = readdirSync(folder).filter(name => name.endsWith('.template.json'));
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new Fault('invalid', 'no-template', { folder, found: names });
  const read = (file: string): unknown => JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
  const stack = name.replace('.template.json', '');
  const manifest = readdirSync(folder).find(file => file === `${stack}.assets.json`);
  const files = manifest === undefined ? {} : Assets.parse(read(manifest)).files;
  const asset = (keyOrPath: string): string => {
    const hash = keyOrPath.replace(/^.*\//, '').replace(/\.zip$/, '');
    return resolve(folder, files[hash]?.source.path ?? keyOrPath);
  };
  return { stack, template: Template.parse(read(name)), asset };
}
