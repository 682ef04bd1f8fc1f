import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Player } from '../scenario/cast.ts';
import { type Incoming, send } from './send.ts';
import { SignInRefused, type Tokens } from './tokens.ts';

/** What a server said, whatever it said; only its being away is not an answer. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The stable code of a refusal. */
  readonly code?: string;
}

export interface Asking {
  readonly body?: unknown;
  /** The same through every retry; made up where none is given. */
  readonly key?: string;
}

export interface Traffic {
  sent: number;
  /** Sent again because no answer, or none that decides anything, came. */
  retried: number;
}

/** Nobody answered for as long as a player is prepared to try, or the run is over. */
export class Unreachable extends Error {}

export interface CallerOptions {
  /** Servers of the same ledger; the next is tried when one is away. */
  readonly urls: readonly string[];
  readonly tokens: Tokens;
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

export interface Caller {
  /** @throws Unreachable */
  readonly call: (player: Player, method: 'GET' | 'POST', path: string, asking?: Asking) => Promise<Answer>;
  readonly traffic: Traffic;
}

const undecided = new Set([408, 425, 429, 500, 502, 503, 504]);
const clockAhead = 'instant-in-future';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerOf = ({ status, text }: Incoming): Answer => {
  const body = parsed(text);
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return { status, body, ...(typeof code === 'string' && status >= 400 ? { code } : {}) };
};

const backoffMs = (attempt: number): number => Math.min(2_000, 50 * 2 ** Math.min(attempt, 6)) * (0.5 + Math.random());

/** Sends the players' requests, each again with the same key until something decides it. */
export const caller = ({ urls, tokens, patienceMs, signal, timeoutMs = 15_000 }: CallerOptions): Caller => {
  const traffic: Traffic = { sent: 0, retried: 0 };
  let server = 0;

  const once = async (player: Player, method: 'GET' | 'POST', path: string, { body, key }: Asking): Promise<Answer> => {
    const token = await tokens.of(player);
    const incoming = await send({
      method,
      url: new URL(path, urls[server % urls.length]),
      timeoutMs,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (incoming.status === 401) tokens.drop(player, token);
    return answerOf(incoming);
  };

  /** An answer that decides something, or why there is none yet. */
  const attempt = async (...request: Parameters<typeof once>): Promise<Answer | string> => {
    try {
      const answer = await once(...request);
      const again = answer.status === 401 || undecided.has(answer.status) || answer.code === clockAhead;
      return again ? `${answer.status} ${answer.code ?? ''}`.trim() : answer;
    } catch (error) {
      if (!(error instanceof SignInRefused)) server += 1;
      return error instanceof Error ? error.message : String(error);
    }
  };

  const call: Caller['call'] = async (player, method, path, asking = {}) => {
    const { key = method === 'POST' ? randomUUID() : undefined, body } = asking;
    const until = performance.now() + patienceMs;
    for (let tries = 0; ; tries += 1) {
      if (signal.aborted) throw new Unreachable('the run is over');
      traffic.sent += 1;
      const outcome = await attempt(player, method, path, { body, ...(key === undefined ? {} : { key }) });
      if (typeof outcome !== 'string') return outcome;
      if (performance.now() > until) throw new Unreachable(`${method} ${path}: ${outcome}`);
      traffic.retried += 1;
      await pause(backoffMs(tries), undefined, { signal }).catch(() => {});
    }
  };

  return { call, traffic };
};
