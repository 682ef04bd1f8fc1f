import { noQuery, type Reading } from './route.ts';

/** What anyone may read. */
export const publicReadings = {
  document: { path: '/openapi.json', query: noQuery, answer: 'document' },
  keys: { path: '/.well-known/jwks.json', query: noQuery, answer: 'keys' },
  health: { path: '/health', query: noQuery, answer: 'health' },
} as const satisfies Record<string, Reading>;
