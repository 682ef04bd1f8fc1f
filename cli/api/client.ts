import { setTimeout as pause } from 'node:timers/promises';
import type * as z from 'zod';
import { Fault, type FaultKind, isFault } from '../../shared/domain/fault.ts';
import { Problem } from '../failure.ts';
import { said } from '../read/said.ts';
import { Answered } from './views.ts';

export interface Sending {
  /** Idempotency-Key; one of its own for every command unless given. */
  readonly key?: string | undefined;
  /** Refused unless this is the number of the last event. */
  readonly ifNumber?: number | undefined;
}

export interface Done {
  readonly answer: Answered;
  /** The key was used before: this is the first answer again. */
  readonly replayed: boolean;
}

export interface Api {
  /** @throws Fault with the problem the API answered; transient/unreachable; bug/not-ours */
  readonly get: <T extends z.ZodType>(path: string, schema: T) => Promise<z.output<T>>;
  readonly post: (path: string, body: unknown, sending?: Sending) => Promise<Done>;
}

const kinds: Readonly<Record<number, FaultKind>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
};
const pauses = [200, 600, 1500];
const again = new Set([429, 502, 503, 504]);
/** Nobody was there, so nothing was done, and nothing will be by asking again. */
const away = new Set(['ECONNREFUSED', 'ENOTFOUND']);

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const refusal = (status: number, body: unknown, url: string): Fault => {
  const problem = Problem.safeParse(body);
  if (!problem.success) return new Fault(status >= 500 ? 'transient' : 'bug', 'not-ours', { url, status });
  return new Fault(kinds[status] ?? (status >= 500 ? 'transient' : 'invalid'), problem.data.code, {
    problem: problem.data,
  });
};

/** Everything goes again for a while on a busy or lost connection: reads change nothing, commands carry a key. */
export const apiOf = (url: string, token: () => Promise<string>): Api => {
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    for (let attempt = 0; ; attempt += 1) {
      const last = attempt >= pauses.length;
      try {
        const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(30_000) });
        const { status, headers } = response;
        const body = jsonIn(await response.text());
        if (last || !again.has(status)) return { status, headers, body };
      } catch (error) {
        const why = said(error);
        if (last || away.has(why)) throw new Fault('transient', 'unreachable', { url, said: why }, { cause: error });
      }
      await pause(pauses[attempt] ?? 0);
    }
  };
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = { authorization: `Bearer ${await token()}`, ...init.headers };
    const answer = await send(path, { ...init, headers });
    if (answer.status >= 400) throw refusal(answer.status, answer.body, url);
    return answer;
  };
  const parsed = <T extends z.ZodType>(schema: T, body: unknown): z.output<T> => {
    const { data, success } = schema.safeParse(body);
    if (!success) throw new Fault('bug', 'not-ours', { url });
    return data;
  };
  return {
    get: async (path, schema) => parsed(schema, (await ask(path, {})).body),
    post: async (path, body, { key: known, ifNumber } = {}) => {
      const key = known ?? crypto.randomUUID();
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(ifNumber === undefined ? {} : { 'if-match': `"${ifNumber}"` }),
      };
      const sent = ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
      const answer = await sent.catch((error: unknown) => {
        const unsure = known === undefined && isFault(error, 'transient') && !away.has(String(error.details.said));
        throw unsure ? new Fault('transient', error.code, { ...error.details, key }, { cause: error }) : error;
      });
      return {
        answer: parsed(Answered, answer.body),
        replayed: answer.headers.get('idempotency-replayed') === 'true',
      };
    },
  };
};
