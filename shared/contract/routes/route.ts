import type * as z from 'zod';
import { strict } from '../codes.ts';
import type { PersonEntry } from '../county.ts';
import type { Answers } from '../responses/answers.ts';

export type Role = z.output<typeof PersonEntry>['roles'][number];

/** A GET. Paths are written as OpenAPI writes them. */
export interface Reading {
  readonly path: `/${string}`;
  readonly query: z.ZodObject;
  readonly answer: keyof Answers;
}

/** A POST under an Idempotency-Key; what it changed is answered as `acted`. */
export interface Commanding {
  readonly path: `/${string}`;
  readonly body: z.ZodType;
  /** Who of the organisation may send it; a system has the roles of the officer who answers for it. */
  readonly roles: readonly Role[];
  /** Largest body in bytes; without it `usualBody`. */
  readonly largest?: number;
}

export const noQuery = strict({});

/** Fifty transfers with every field full are less than half of this. */
export const usualBody = 256 * 1024;

/** A thousand onward transfers, most of them with their names. */
export const reportBody = 1024 * 1024;
