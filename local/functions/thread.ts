/** The inside of a function's thread: loads the bundle, runs invocations, tells what they asked of AWS. */
import { parentPort, workerData } from 'node:worker_threads';
import { injectFaults } from '../faults/calls.ts';
import type { Invocation, ThreadData, ThreadMessage } from './protocol.ts';
import { invocation, watchRequests } from './watch-requests.ts';

const data: ThreadData = workerData;
const requests = watchRequests(data.record);
if (data.faults) injectFaults(data.faults);

const say = (message: ThreadMessage): void => parentPort?.postMessage(message);

const describe = (error: unknown): string =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') }
      : { errorType: typeof error, errorMessage: String(error) },
  );

async function load(): Promise<(event: unknown, context: unknown) => unknown> {
  const loaded: Record<string, unknown> = await import(data.file);
  const handler = loaded[data.handler];
  if (typeof handler !== 'function') throw new Error(`${data.file} has no function ${data.handler}`);
  return (event, context) => handler(event, context);
}

const context = ({ request, deadline }: Invocation): Record<string, unknown> => ({
  functionName: data.name,
  functionVersion: '$LATEST',
  invokedFunctionArn: data.arn,
  memoryLimitInMB: String(data.memory),
  awsRequestId: request,
  logGroupName: data.logGroup,
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

async function run(handler: (event: unknown, context: unknown) => unknown, asked: Invocation): Promise<void> {
  const outcome = await invocation.run(asked.request, async () => {
    try {
      const result = JSON.stringify(await handler(JSON.parse(asked.event), context(asked)));
      return result === undefined ? {} : { result };
    } catch (error) {
      console.error(describe(error));
      return { error: describe(error) };
    }
  });
  say({ kind: 'done', id: asked.id, ...outcome, calls: requests.takeCalls(), wrote: requests.takeWrote() });
}

try {
  const handler = await load();
  parentPort?.on('message', (asked: Invocation) => void run(handler, asked));
  say({ kind: 'ready' });
} catch (error) {
  console.error(describe(error));
  say({ kind: 'broken', error: describe(error) });
}
