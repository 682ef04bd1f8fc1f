import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const constant = /^const (_\w+) = ("[^"]*");$/gm;
const computedKey = /\[(_\w+)\](?=\s*:)/g;

/**
 * The SDK's schemas write `{ [_e]: … }` with constants of the same file, which a bundler must keep for fear of
 * side effects. With the text in their place the schemas of operations that nobody calls fall away: 55 KB with S3.
 */
export const plainSchemaKeys: Plugin = {
  name: 'plain-schema-keys',
  setup(build) {
    build.onLoad(
      { filter: /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const texts = new Map([...source.matchAll(constant)].map(([, name, text]) => [name, text]));
        const contents = source.replace(computedKey, (key, name: string) => texts.get(name) ?? key);
        return { contents, loader: 'js' };
      },
    );
  },
};
