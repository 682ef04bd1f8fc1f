import { createServer, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { type Listening, listen } from '../listen.ts';
import { type Operations, ServiceFailure } from './failure.ts';

/** Serves AWS services of the JSON protocol on one port; the operation is named in a header. */
export function startServices(operations: Operations, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/faults/'))
      return spoil(request.url, request.headers['x-amz-target'] !== undefined, response);
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () =>
      answer(
        operations,
        String(request.headers['x-amz-target'] ?? ''),
        Buffer.concat(chunks).toString('utf8'),
        response,
      ),
    );
  });
  return listen(server, { port, host: '127.0.0.1', part: 'services' });
}

function answer(operations: Operations, target: string, body: string, response: ServerResponse): void {
  try {
    const operation = operations[target];
    if (!operation) throw new ServiceFailure('UnknownOperationException', `the embedded cloud has no ${target}`);
    send(response, 200, operation(JSON.parse(body)));
  } catch (error) {
    if (error instanceof ServiceFailure) send(response, 400, { __type: error.type, message: error.message });
    else if (error instanceof z.ZodError)
      send(response, 400, { __type: 'ValidationException', message: z.prettifyError(error) });
    else send(response, 500, { __type: 'InternalServiceError', message: String(error) });
  }
}

/** Where fault injection sends requests: to be throttled, or to wait for an answer that does not come. */
function spoil(path: string, json: boolean, response: ServerResponse): void {
  if (path !== '/faults/throttle') return;
  if (json) send(response, 400, { __type: 'ThrottlingException', message: 'Rate exceeded (injected)' });
  else response.writeHead(400, { 'content-type': 'text/xml' }).end(throttledXml);
}

const throttledXml =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded (injected)</Message></Error></ErrorResponse>';

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
