import type { Identity } from '../../local/identity/issuer.ts';

/** A browser that keeps cookies and goes only where it is told. */
const browser = (issuer: string) => {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const answer = await fetch(new URL(url, issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
};

const hidden = (html: string): string => /name="xsrf" value="([^"]*)"/.exec(html)?.[1] ?? '';

/** What a person does in a browser with the code that a terminal shows. */
export const signInByCode = async (
  { issuer, password }: Identity,
  { userCode, verificationUri }: { readonly userCode: string; readonly verificationUri: string },
  sub: string,
): Promise<void> => {
  const go = browser(issuer);
  const entry = await (await go(new URL(verificationUri).pathname)).text();
  const confirm = await (await go('/device', { xsrf: hidden(entry), user_code: userCode })).text();
  let answer = await go('/device', { xsrf: hidden(confirm), user_code: userCode, confirm: 'yes' });
  for (let to = answer.headers.get('location'); to; to = answer.headers.get('location'))
    answer = await go(to, to.includes('/sign-in/') ? { sub, password } : undefined);
};
