import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { signInPage } from './pages.ts';
import type { DemoPerson } from './people.ts';

const largest = 10_000;

async function fields(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) if (text.length < largest) text += String(chunk);
  return new URLSearchParams(text);
}

export const passwordCheck =
  (password: string) =>
  (given: string): boolean => {
    const [a, b] = [Buffer.from(password), Buffer.from(given)];
    return a.length === b.length && timingSafeEqual(a, b);
  };

export interface SignIn {
  readonly provider: Provider;
  readonly people: readonly DemoPerson[];
  readonly accepts: (password: string) => boolean;
}

/** Shows the sign-in page and takes its answer; false when the request is not for it. */
export async function signIn(
  { provider, people, accepts }: SignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const action = request.url ?? '';
  if (!action.startsWith('/sign-in/')) return false;
  try {
    await provider.interactionDetails(request, response);
  } catch {
    response.writeHead(303, { location: '/' }).end();
    return true;
  }
  const answer = request.method === 'POST' ? await fields(request) : undefined;
  const sub = answer?.get('sub') ?? '';
  if (answer && people.some(one => one.sub === sub) && accepts(answer.get('password') ?? '')) {
    await provider.interactionFinished(request, response, { login: { accountId: sub } });
    return true;
  }
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
  };
  response.writeHead(answer ? 401 : 200, headers).end(signInPage({ action, people, wrong: answer !== undefined }));
  return true;
}
