import type { Hono } from 'hono';
import type { KeySet } from '../contract/es256.ts';
import { publicReadings } from '../contract/routes/public.ts';
import type { Edge } from './edge.ts';
import { refuseOtherMethods } from './other-methods.ts';

export interface PublicDeps {
  /** The OpenAPI document as text. */
  readonly document: string;
  readonly jwks: () => Promise<KeySet>;
}

const json = 'application/json';
const remembered = 'public, max-age=300';

/** Routes for anyone: how to speak to us, and what proves our word. */
export const publicRoutes = (app: Hono<Edge>, { document, jwks }: PublicDeps): void => {
  app.get(publicReadings.document.path, c =>
    c.body(document, 200, { 'Content-Type': json, 'Cache-Control': remembered }),
  );
  app.get(publicReadings.keys.path, async c => c.json(await jwks(), 200, { 'Cache-Control': remembered }));
  app.get(publicReadings.health.path, c => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }));
  refuseOtherMethods(app, publicReadings, {});
};
