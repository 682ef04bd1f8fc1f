import type { DemoPerson } from './people.ts';

const plain = (text: string): string => text.replace(/[&<>"']/g, letter => `&#${letter.codePointAt(0)};`);

const style = `
  body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; background: #f3f5f8; color: #16202c; margin: 0 }
  main { max-width: 26rem; margin: 8vh auto; padding: 2rem; background: #fff; border-radius: 8px; box-shadow: 0 1px 4px #0002 }
  h1 { font-size: 1.4rem; margin: 0 0 .25rem } small, label span { color: #56616f; font-size: .85rem }
  label { display: block; margin-top: 1rem } select, input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #aab4c0; border-radius: 4px }
  button { font: inherit; margin-top: 1.25rem; width: 100%; padding: .6rem; border: 0; border-radius: 4px; background: #0b4f9e; color: #fff; cursor: pointer }
  button.plain { background: none; color: #0b4f9e; margin-top: .25rem } .wrong { color: #b3261e } code { font-size: 1.8rem; letter-spacing: .1em }
  button:focus-visible, select:focus-visible, input:focus-visible { outline: 3px solid #f0a020; outline-offset: 1px }`;

/** A page of the demo issuer; body and title are markup of our own, with everything else escaped in them. */
const page = (zh: string, en: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${zh} ${en}</title><style>${style}</style></head>
<body><main><h1>${zh}</h1><small>${en}</small>${body}</main></body></html>`;

/** Who signs in: everybody of the county by organisation, with the demo password. */
export function signInPage({
  action,
  people,
  wrong,
}: {
  action: string;
  people: readonly DemoPerson[];
  wrong: boolean;
}): string {
  const groups = Map.groupBy(people, person => person.organisationName);
  const options = [...groups].map(([organisation, members]) => {
    const inside = members.map(
      ({ sub, name, roles }) => `<option value="${plain(sub)}">${plain(name)}（${plain(roles.join('、'))}）</option>`,
    );
    return `<optgroup label="${plain(organisation)}">${inside.join('')}</optgroup>`;
  });
  const failed = wrong ? '<p class="wrong" role="alert">口令不对，请再试一次。 Wrong password.</p>' : '';
  return page(
    '登录反诈联络点',
    'Sign in to Liaison Point (demonstration)',
    `${failed}<form method="post" action="${plain(action)}">
<label>人员 <span>Person</span><select name="sub" autofocus>${options.join('')}</select></label>
<label>演示口令 <span>Demo password, printed at start</span><input name="password" type="password" required autocomplete="current-password"></label>
<button type="submit">登录 Sign in</button></form>`,
  );
}

export const codePage = (form: string, wrong: boolean): string =>
  page(
    '输入命令行显示的代码',
    'Enter the code that your command line shows',
    `${wrong ? '<p class="wrong" role="alert">代码不对或已过期。 Wrong or expired code.</p>' : ''}${form}<button type="submit" form="op.deviceInputForm">继续 Continue</button>`,
  );

export const confirmPage = (form: string, code: string): string =>
  page(
    '核对代码',
    'Does your command line show this code?',
    `<p><code>${plain(code)}</code></p>${form}<button type="submit" form="op.deviceConfirmForm" autofocus>一致，登录 Yes, sign in</button>
<button class="plain" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">不是我 Not mine</button>`,
  );

export const donePage = (): string =>
  page(
    '已登录',
    'Signed in',
    '<p>可以关闭本页，回到命令行。<br>You may close this page and go back to the command line.</p>',
  );

export const errorPage = (error: string): string =>
  page('登录没有完成', 'Sign-in was not completed', `<p class="wrong">${plain(error)}</p>`);
