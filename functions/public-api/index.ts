import { KMSClient } from '@aws-sdk/client-kms';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import openapi from '../../docs/openapi.json' with { type: 'json' };
import { connect } from '../../shared/aws/connect.ts';
import { kmsSigner } from '../../shared/aws/signer.ts';
import { Env } from './env.ts';

const config = Env.parse(process.env);
const signer = kmsSigner(connect(KMSClient), config.SIGNING_KEY);
const app = new Hono();

app.get('/openapi.json', c => c.json(openapi));
app.get('/.well-known/jwks.json', async c => c.json(await signer.jwks()));
app.get('/health', c => c.json({ status: 'ok' }));

export const handler = handle(app);
