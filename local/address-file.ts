import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Liaison } from './liaison.ts';
import { writeSafely } from './write-safely.ts';

const text = z.record(z.string(), z.string());

/** Where a running one can be reached, for commands on the same machine. */
const Addresses = z.object({
  url: z.string(),
  issuer: z.string(),
  password: z.string(),
  environment: text,
  outputs: text,
});
type Addresses = z.infer<typeof Addresses>;

const fileIn = (dataDir: string): string => join(dataDir, 'running.json');

/** Leaves the addresses in the data folder while it runs; gives what takes them away. */
export function tellAddresses(dataDir: string, { cloud, identity, url }: Liaison): () => void {
  const { environment, outputs } = cloud;
  const { issuer, password } = identity;
  writeSafely(
    fileIn(dataDir),
    JSON.stringify({ url, issuer, password, environment, outputs } satisfies Addresses, null, 2),
  );
  return () => rmSync(fileIn(dataDir), { force: true });
}

/** The addresses of the one that runs on a data folder; undefined when none does. */
export function readAddresses(dataDir: string): Addresses | undefined {
  try {
    return Addresses.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}
