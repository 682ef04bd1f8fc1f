import { Agent, request } from 'node:http';
import { region } from '../names.ts';

// Emulators look at who asks, not at the signature.
const signed = {
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  'x-amz-date': '20260101T000000Z',
};

export type DynamoCall = (target: string, body: unknown) => Promise<unknown>;

/**
 * Calls DynamoDB without an SDK client: the pollers ask often, and its JSON is the event's JSON.
 * @throws Error with the service's own words
 */
export function dynamoCall(endpoint: string): { call: DynamoCall; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const url = new URL(endpoint);
  const call: DynamoCall = (target, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...signed };
      const sent = request(url, { method: 'POST', agent, headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(text));
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  return { call, close: () => agent.destroy() };
}
