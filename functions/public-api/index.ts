import { KMSClient } from '@aws-sdk/client-kms';
import { handle } from 'hono/aws-lambda';
import openapi from '../../docs/openapi.json' with { type: 'json' };
import { connect } from '../../shared/aws/connect.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { logger } from '../../shared/aws/telemetry.ts';
import { openEdge } from '../../shared/http/edge.ts';
import { publicRoutes } from '../../shared/http/public-routes.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const app = openEdge(logger);

publicRoutes(app, {
  document: JSON.stringify(openapi),
  jwks: kmsSigner(connect(KMSClient), config.SIGNING_KEY).jwks,
});

export const handler = handle(app);
