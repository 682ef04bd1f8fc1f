import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import type { RawCall } from './protocol.ts';

/** Knows in which invocation the code that asks is running. */
export const invocation = new AsyncLocalStorage<string>();

const writes = /\.(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|ExecuteStatement)$/;

/**
 * Notes every signed request that leaves this thread, at the moment it leaves, without a proxy in its way.
 * `wrote` says whether one since the last asking changed a table.
 */
export function watchRequests(record: boolean) {
  const calls: RawCall[] = [];
  let wrote = false;
  const end = http.ClientRequest.prototype.end;
  const watched = function (this: http.ClientRequest, ...args: unknown[]): http.ClientRequest {
    const authorization = this.getHeader('authorization');
    if (typeof authorization === 'string' && authorization.startsWith('AWS4-')) {
      const target = String(this.getHeader('x-amz-target') ?? '');
      wrote ||= writes.test(target);
      if (record) calls.push(note(this, authorization, target, args[0]));
    }
    return Reflect.apply(end, this, args);
  };
  http.ClientRequest.prototype.end = watched;
  return {
    takeCalls: (): RawCall[] => calls.splice(0),
    takeWrote: (): boolean => {
      const was = wrote;
      wrote = false;
      return was;
    },
  };
}

function note(request: http.ClientRequest, authorization: string, target: string, chunk: unknown): RawCall {
  const body =
    typeof chunk === 'string' ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : '';
  return {
    at: Date.now(),
    request: invocation.getStore() ?? '',
    service: /Credential=[^/]*\/\d+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? '',
    target,
    method: request.method,
    path: request.path,
    body,
  };
}
