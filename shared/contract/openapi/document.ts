import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { bankCommands, bankReadings } from '../routes/bank.ts';
import { issueCommand, policeCommands, policeReadings } from '../routes/police.ts';
import { publicReadings } from '../routes/public.ts';
import type { Commanding, Reading } from '../routes/route.ts';
import { bankTexts } from './bank-texts.ts';
import type { OperationText } from './operation-text.ts';
import { commandOperation, readingOperation } from './operations.ts';
import { policeTexts } from './police-texts.ts';

const publicTexts = {
  document: { summary: 'This document · 本接口文档' },
  keys: { summary: 'Keys that sign instructions and receipts (JWKS) · 签名公钥' },
  health: { summary: 'Whether the gateway reaches its functions · 存活探测' },
} as const satisfies Record<keyof typeof publicReadings, OperationText>;

const parties = [
  {
    party: 'police',
    readings: policeReadings,
    commands: { issue: issueCommand, ...policeCommands },
    texts: policeTexts,
  },
  { party: 'bank', readings: bankReadings, commands: bankCommands, texts: bankTexts },
  { party: 'public', readings: publicReadings, commands: {}, texts: publicTexts },
] as const;

const paths = (): ZodOpenApiPathsObject => {
  const all: Record<string, ZodOpenApiPathsObject[string]> = {};
  for (const { party, readings, commands, texts } of parties) {
    const text: Readonly<Record<string, OperationText>> = texts;
    const described = (name: string) => ({ party, name, text: text[name] ?? { summary: name } });
    for (const [name, route] of Object.entries<Reading>(readings))
      all[route.path] = { ...all[route.path], get: readingOperation(route, described(name)) };
    for (const [name, route] of Object.entries<Commanding>(commands))
      all[route.path] = { ...all[route.path], post: commandOperation(route, described(name)) };
  }
  return all;
};

const description = `Police stop stolen money in bank accounts, and everybody can see afterwards who did what, and how fast.

Every command carries an \`Idempotency-Key\`: the same key and body give the same answer, another body is refused. Amounts are whole fen (分), instants ISO 8601 with an offset. What a caller may not see is not there (404). A problem (RFC 9457) names a stable code, with titles in Chinese and English. Answers may gain members: ignore those you do not know; requests with unknown members are refused.`;

/** The whole interface as OpenAPI 3.1. */
export const openapiDocument = () =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Liaison Point · 反诈联络点',
      version: '1',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [
      { name: 'police', description: 'Police units; and the liaison point, until it has an API of its own' },
      { name: 'bank', description: 'A bank’s officers and its own systems' },
      { name: 'public', description: 'Anyone' },
    ],
    paths: paths(),
    components: {
      securitySchemes: {
        oidc: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Access token of the deployment’s OIDC issuer',
        },
      },
    },
  });
