import * as z from 'zod';
import { env } from '../../shared/contract/env.ts';

export const Env = z.object({
  ...env.ledger,
  ...env.directory,
  ...env.identity,
  ...env.signing,
  ...env.fingerprints,
  ...env.intake,
  ...env.deadlines,
});
