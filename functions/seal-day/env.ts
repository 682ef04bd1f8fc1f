import * as z from 'zod';
import { env } from '../../shared/contract/env.ts';

export const Env = z.object({ ...env.ledger, ...env.signing, ...env.heads, ...env.zone });
