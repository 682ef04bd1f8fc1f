import type { Title } from '../shared/contract/titles.ts';

type Words = (details: Readonly<Record<string, unknown>>) => Title;

/** What the command line itself has to say, by the code of the fault. Problems of the API bring their own titles. */
export const words: Readonly<Record<string, Words>> = {
  'usage-amount': ({ option, zh, en }) => ({
    zh: `${option}：${zh}（请写如 5万 或 50000.00）`,
    en: `${option}: ${en} (write 50000.00 or 5万)`,
  }),
  'usage-time': ({ option, zh, en }) => ({
    zh: `${option}：${zh}（请写如 "2026-11-20 15:03"、15:03 或 now）`,
    en: `${option}: ${en} (write "2026-11-20 15:03", 15:03 or now)`,
  }),
  'usage-transfer': ({ option }) => ({
    zh: `${option} 应为 金额@时间，或 金额@时间#流水号，如 "5万@2026-11-20 15:03"`,
    en: `${option} is AMOUNT@TIME or AMOUNT@TIME#SERIAL`,
  }),
  'usage-officer': ({ option }) => ({
    zh: `${option} 应为 姓名:警号（没有警号的写 姓名:身份证号）`,
    en: `${option} is NAME:POLICE-NUMBER, or NAME:RESIDENT-ID`,
  }),
  'usage-choice': ({ option, choices }) => ({
    zh: `${option} 不在可选值之内：${choices}`,
    en: `${option} is not one of the choices`,
  }),
  'usage-zone': ({ zone }) => ({ zh: `没有这个时区：${zone}`, en: 'no such time zone' }),
  'usage-day': ({ option }) => ({
    zh: `${option} 应为日期（2026-11-20）`,
    en: `${option} must be a day (2026-11-20)`,
  }),
  'usage-span': () => ({ zh: '--from 晚于 --to', en: '--from lies after --to' }),
  'usage-lacking': ({ options }) => ({ zh: `缺少选项：${options}`, en: `options are missing: ${options}` }),
  'usage-one-of': ({ options }) => ({
    zh: `以下选项须且只能给出一个：${options}`,
    en: `give exactly one of: ${options}`,
  }),
  'usage-queue': ({ known }) => ({ zh: `没有这个队列；可选：${known}`, en: `no such queue; known: ${known}` }),
  'usage-url': ({ option }) => ({ zh: `${option} 不是网址`, en: `${option} is not a URL` }),
  'usage-json': ({ file }) => ({ zh: `${file} 不是 JSON`, en: `${file} is not JSON` }),
  'usage-file-content': ({ file, problems }) => ({
    zh: `${file} 内容有误：${problems}`,
    en: `${file} has wrong content`,
  }),
  'usage-file': ({ file, said }) => ({ zh: `无法读取文件 ${file}（${said}）`, en: `cannot read ${file} (${said})` }),
  'file-exists': ({ file }) => ({
    zh: `${file} 已存在；如要覆盖请加 --force`,
    en: `${file} exists; use --force to overwrite`,
  }),
  'file-unwritable': ({ file, said }) => ({ zh: `无法写入 ${file}（${said}）`, en: `cannot write ${file} (${said})` }),
  'not-signed-in': () => ({ zh: '请先登录：liaison login', en: 'sign in first: liaison login' }),
  'sign-in-refused': ({ said }) => ({ zh: `登录没有成功（${said}）`, en: `sign-in failed (${said})` }),
  'no-demo-password': () => ({
    zh: '找不到演示口令：--as 只用于本机演示；请先 npm start，或设置 LIAISON_DEMO_PASSWORD',
    en: 'no demo password: --as is for the local demo; run npm start first or set LIAISON_DEMO_PASSWORD',
  }),
  'no-device-flow': () => ({
    zh: '登录服务不支持设备码；请设置 LIAISON_TOKEN',
    en: 'the issuer has no device flow; set LIAISON_TOKEN',
  }),
  route: () => ({ zh: '此登录不在办理此事的席位', en: 'this sign-in sits at another desk' }),
  unreachable: ({ url, said, key }) => ({
    zh: `连接不上 ${url}（${said}）${key ? `；不知是否已办，重复时请加 --key ${key}` : ''}`,
    en: `cannot reach ${url} (${said})${key ? '; it may have been done: repeat it with that --key' : ''}`,
  }),
  'not-ours': ({ url }) => ({
    zh: `${url} 的回答不是反诈联络点的格式`,
    en: `what answers at ${url} is not a Liaison Point of this version`,
  }),
  'id-unknown': () => ({ zh: '没有以此结尾的指令', en: 'no instruction ends like this' }),
  'id-ambiguous': ({ ids }) => ({ zh: `有多条指令以此结尾：${ids}`, en: `several instructions end like this: ${ids}` }),
  'usage-id': () => ({
    zh: '指令编号应为 26 位，或其末尾至少 4 位',
    en: 'an id has 26 characters; its last 4 or more will do',
  }),
  'not-running': ({ folder }) => ({
    zh: `${folder} 上没有正在运行的本机演示；请先 npm start`,
    en: `nothing runs on ${folder}; run npm start first`,
  }),
  'no-outputs': ({ file }) => ({
    zh: `找不到部署的输出 ${file}。本机演示请加 --local；云上部署请先运行：\n  aws cloudformation describe-stacks --stack-name LiaisonPoint > ${file}`,
    en: 'the outputs of the deployment are not there; use --local for the local demo, or run the command above',
  }),
  'output-missing': ({ name }) => ({ zh: `部署的输出里没有 ${name}`, en: `the deployment has no output ${name}` }),
  'service-busy': ({ service }) => ({
    zh: `AWS 服务繁忙或连接不上（${service}），请稍后再试`,
    en: 'an AWS service is busy or out of reach; try again',
  }),
  aws: ({ service, said }) => ({ zh: `AWS 调用失败：${service} ${said}`, en: 'an AWS call failed' }),
  'county-file': ({ problems }) => ({
    zh: `县配置文件有误：\n  ${Array.isArray(problems) ? problems.join('\n  ') : problems}`,
    en: 'the county file is wrong in the places above',
  }),
  'day-head-lost': ({ day }) => ({ zh: `${day} 的日封记录不见了`, en: `the head of ${day} is gone` }),
};
