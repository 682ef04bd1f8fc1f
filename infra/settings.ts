import type { Node } from 'constructs';
import * as z from 'zod';

const list = z.string().transform(text => text.split(',').map(part => part.trim()));

/** What a deployment may choose with `-c name=value`; issuer and audience are parameters of the template. */
const Settings = z
  .object({
    /** The county file, relative to where the command is run. */
    county: z.string().default('config/sample-county.json'),
    /** `private`: a REST API that only answers inside the named VPC endpoints. */
    apiType: z.enum(['http', 'private']).default('http'),
    vpcEndpoints: list.optional(),
    region: z.string().optional(),
    /** `text` leaves Lambda's LoggingConfig out, for regions that do not know it yet. */
    logFormat: z.enum(['json', 'text']).default('json'),
    /** `governance` lets an administrator take a trial deployment away again. */
    headsLock: z.enum(['compliance', 'governance']).default('compliance'),
    /** The fallback is for regions where the newer runtime has not arrived. */
    runtime: z.enum(['nodejs24.x', 'nodejs22.x']).default('nodejs24.x'),
  })
  .refine(chosen => chosen.apiType === 'http' || chosen.vpcEndpoints, 'apiType=private needs vpcEndpoints=vpce-…');

export type Settings = z.infer<typeof Settings>;

/** @throws ZodError naming the setting that is wrong */
export function readSettings(node: Node): Settings {
  const names = Object.keys(Settings.shape);
  return Settings.parse(Object.fromEntries(names.map(name => [name, node.tryGetContext(name)])));
}
