import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { Invocation, RawCall, ThreadData, ThreadFaults, ThreadMessage } from './protocol.ts';
import { threadFile } from './thread-file.ts';

export interface FunctionSpec {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly file: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memory: number;
  readonly logGroup: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Hooks {
  readonly record: boolean;
  readonly faults?: Omit<ThreadFaults, 'thread'>;
  readonly log: (name: string, text: string) => void;
  readonly called: (spec: FunctionSpec, calls: readonly RawCall[]) => void;
  readonly wrote: () => void;
}

/** What an invocation came to: JSON text, or the error the function ended with. */
export type Outcome =
  | { readonly ok: true; readonly result: string | undefined }
  | { readonly ok: false; readonly error: string };

export interface LocalFunction {
  readonly spec: FunctionSpec;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Loads it now instead of at its first invocation. @throws Fault invalid/function-init when its module fails to load */
  readonly load: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  readonly ready: Promise<string | null>;
  readonly pending: Map<number, (outcome: Outcome) => void>;
}

const Described = z.object({ errorMessage: z.string() });
const inWords = (error: string): string =>
  error.startsWith('{') ? Described.parse(JSON.parse(error)).errorMessage : error;

const failure = (errorType: string, errorMessage: string): Outcome => ({
  ok: false,
  error: JSON.stringify({ errorType, errorMessage }),
});

/** A Lambda function in a thread of its own, with its own environment; a thread that dies is replaced at the next invocation. */
export function localFunction(spec: FunctionSpec, hooks: Hooks): LocalFunction {
  let current: Thread | undefined;
  let count = 0;
  let threads = 0;
  const open = new Set<Thread>();

  const start = (): Thread => {
    const workerData: ThreadData = {
      name: spec.name,
      arn: spec.arn,
      file: pathToFileURL(spec.file).href,
      handler: spec.handler,
      memory: spec.memory,
      logGroup: spec.logGroup,
      record: hooks.record,
      ...(hooks.faults ? { faults: { ...hooks.faults, thread: threads++ } } : {}),
    };
    const worker = new Worker(threadFile(), {
      name: spec.id.slice(0, 40),
      workerData,
      env: { ...spec.environment },
      stdout: true,
      stderr: true,
    });
    worker.stdout.on('data', chunk => hooks.log(spec.name, String(chunk)));
    worker.stderr.on('data', chunk => hooks.log(spec.name, String(chunk)));
    const { promise: ready, resolve } = Promise.withResolvers<string | null>();
    const thread: Thread = { worker, ready, pending: new Map() };
    open.add(thread);
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'done') return finish(thread, message);
      resolve(message.kind === 'ready' ? null : message.error);
    });
    worker.on('error', error => hooks.log(spec.name, `${String(error)}\n`));
    worker.on('exit', () => {
      open.delete(thread);
      if (current === thread) current = undefined;
      resolve('the thread ended while it loaded');
      for (const settle of thread.pending.values()) settle(failure('Runtime.ExitError', 'the thread ended'));
      thread.pending.clear();
    });
    return thread;
  };

  const finish = (
    thread: Thread,
    { id, result, error, calls, wrote }: Extract<ThreadMessage, { kind: 'done' }>,
  ): void => {
    if (calls.length > 0) hooks.called(spec, calls);
    const settle = thread.pending.get(id);
    thread.pending.delete(id);
    settle?.(error === undefined ? { ok: true, result } : { ok: false, error });
    if (wrote) hooks.wrote();
    if (current !== thread && thread.pending.size === 0) void thread.worker.terminate();
  };

  // The others that run in a thread where one timed out may finish; new ones get a new thread.
  const retire = (thread: Thread): void => {
    if (current === thread) current = undefined;
    if (thread.pending.size === 0) void thread.worker.terminate();
  };

  const invoke = async (event: unknown): Promise<Outcome> => {
    current ??= start();
    const thread = current;
    const broken = await thread.ready;
    if (broken !== null) {
      retire(thread);
      return { ok: false, error: broken };
    }
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const asked: Invocation = {
      id: ++count,
      request: randomUUID(),
      event: JSON.stringify(event),
      deadline: Date.now() + spec.timeoutMs,
    };
    const timer = setTimeout(() => {
      thread.pending.delete(asked.id);
      resolve(failure('Sandbox.Timedout', `Task timed out after ${spec.timeoutMs / 1000} seconds`));
      retire(thread);
    }, spec.timeoutMs);
    thread.pending.set(asked.id, outcome => {
      clearTimeout(timer);
      resolve(outcome);
    });
    if (open.has(thread)) thread.worker.postMessage(asked);
    else thread.pending.get(asked.id)?.(failure('Runtime.ExitError', 'the thread ended'));
    return promise;
  };

  return {
    spec,
    invoke,
    load: async () => {
      current ??= start();
      const broken = await current.ready;
      if (broken !== null) throw new Fault('invalid', 'function-init', { function: spec.name, said: inWords(broken) });
    },
    stop: async () => {
      await Promise.all([...open].map(thread => thread.worker.terminate()));
    },
  };
}
