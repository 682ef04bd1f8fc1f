import type { CloudOptions } from '../../local/cloud.ts';
import { type ContractCheck, contractCheck } from './contract-check.ts';
import { type Answer, type Requester, startCounty, type TestCounty } from './county.ts';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

export interface Sent {
  readonly token?: string | undefined;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long an answer is waited for. @default as long as it takes */
  readonly patienceMs?: number;
}

export interface CheckedCounty extends TestCounty {
  readonly issuer: TokenIssuer;
  readonly contract: ContractCheck;
  /** Exactly this request: no header that is not given, no body but the one given. */
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answer>;
}

/** The embedded cloud behind an issuer that signs what a test wants, every answer of which is held against the document. */
export const startCheckedCounty = async (options: Partial<CloudOptions> = {}): Promise<CheckedCounty> => {
  const issuer = await startTokenIssuer();
  const contract = contractCheck();
  const county = await startCounty({
    parameters: { Issuer: issuer.issuer, WebhookAddresses: 'private' },
    schedules: false,
    ...options,
  });

  const send: CheckedCounty['send'] = async (method, path, { token, body, headers = {}, patienceMs } = {}) => {
    const response = await fetch(`${county.cloud.url}${path}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body }),
      ...(patienceMs === undefined ? {} : { signal: AbortSignal.timeout(patienceMs) }),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    contract.check({ method, path, ...answer });
    return answer;
  };

  const as =
    (sub: string): Requester =>
    async (method, path, body, headers = {}) =>
      send(method, path, {
        token: await issuer.token({ sub }),
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
          ...headers,
        },
      });

  return {
    ...county,
    issuer,
    contract,
    send,
    as,
    asSystem: as,
    stop: async () => {
      await county.stop();
      await issuer.stop();
    },
  };
};
