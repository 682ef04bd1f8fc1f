import type { Liaison } from './liaison.ts';
import type { Settings } from './settings.ts';

const kinds: Readonly<Record<string, string>> = {
  police: '公安 police',
  bank: '银行 bank',
  liaison: '联络点 liaison',
  supervisor: '监管 supervisor',
};

/** What a person reads once everything runs: where, who, and how to stop. */
export function greet({ county, identity, url }: Liaison, { dataDir, lan }: Settings, tookMs: number): string {
  const rows = county.organisations.flatMap(({ kind, name, people }) =>
    people.slice(0, 2).map(person => `  ${person.sub.padEnd(18)} ${person.name}　${name.zh}　${kinds[kind] ?? kind}`),
  );
  const open = lan
    ? '\n  ⚠ 局域网内任何人都能打开，演示口令是唯一的保护。 Anyone on this network can reach it; the demo password is the only guard.'
    : '';
  return `
反诈联络点已启动（${(tookMs / 1000).toFixed(1)} 秒）  Liaison Point is running

  地址 address        ${url}
  接口 API            ${url}/openapi.json
  登录 sign-in        ${identity.issuer}
  数据 data           ${dataDir}${open}

演示人员，口令都是 ${identity.password}  Demo people, all with this password
${rows.join('\n')}

按 Ctrl-C 停止  Ctrl-C stops it`;
}
