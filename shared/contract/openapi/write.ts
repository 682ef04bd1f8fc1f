import { writeFileSync } from 'node:fs';
import { openapiDocument } from './document.ts';

/** Writes docs/openapi.json, which is served at /openapi.json. */
writeFileSync(
  new URL('../../../docs/openapi.json', import.meta.url),
  `${JSON.stringify(openapiDocument(), null, 2)}\n`,
);
