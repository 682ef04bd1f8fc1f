import { Agent, request as plain } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new SecureAgent({ keepAlive: true }) };

/**
 * One request over a kept connection; half the work of `fetch`, so that the players do not slow what they measure.
 * @throws Error when no whole answer came in time
 */
export const send = ({ method, url, headers, body, timeoutMs, signal }: Outgoing): Promise<Incoming> =>
  new Promise((resolve, reject) => {
    const over = url.protocol === 'https:' ? secure : plain;
    const agent = url.protocol === 'https:' ? agents['https:'] : agents['http:'];
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = over(url, { method, agent, signal, headers: { ...headers, ...length } }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('aborted', () => reject(new Error('connection lost')));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    const late = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs);
    request.on('close', () => clearTimeout(late));
    request.on('error', reject);
    request.end(body);
  });
