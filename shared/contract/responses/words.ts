import * as z from 'zod';

/** An instant on the way out. */
export const IsoInstant = z
  .string()
  .meta({ id: 'Moment', format: 'date-time', description: 'ISO 8601, UTC', examples: ['2026-03-02T01:15:00.000Z'] });

export const Amount = z.int().meta({ id: 'Amount', description: 'In fen (分), CNY', examples: [5_000_000] });

export const Hash = z.string().meta({ id: 'Hash', description: 'SHA-256, lower-case hex', examples: ['0'.repeat(64)] });

export const DetachedJws = z.string().meta({
  id: 'DetachedJws',
  description: 'Detached JWS (RFC 7515 appendix F), ES256, over canonical JSON (RFC 8785)',
});

export const EpochMs = z
  .int()
  .meta({ id: 'EpochMs', description: 'Epoch milliseconds, as signed', examples: [1_772_414_100_000] });
