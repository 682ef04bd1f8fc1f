import { type Fault, isFault } from '../shared/domain/fault.ts';

type Words = (details: Readonly<Record<string, unknown>>) => { readonly zh: string; readonly en: string };

/** The variable that moves a part to another port. */
export const portVariable: Readonly<Record<string, string>> = {
  http: 'LIAISON_HTTP_PORT',
  identity: 'LIAISON_IDENTITY_PORT',
  messaging: 'LIAISON_MESSAGING_PORT',
  dynamodb: 'LIAISON_DYNAMODB_PORT',
  services: 'LIAISON_SERVICES_PORT',
};

const words: Readonly<Record<string, Words>> = {
  'port-in-use': ({ port, part }) => ({
    zh: `端口 ${port} 已被占用。请关闭占用它的程序，或用环境变量 ${portVariable[String(part)]} 换一个端口。`,
    en: `Port ${port} is in use. Stop the program that uses it, or choose another port with ${portVariable[String(part)]}.`,
  }),
  'no-dynamodb-binary': ({ package: name }) => ({
    zh: `这个平台没有内嵌的 DynamoDB（缺少 ${name}）。请另行启动 DynamoDB Local（加 -sharedDb）或任何兼容的服务，\n并用 LIAISON_DYNAMODB_ENDPOINT 指明地址，例如 LIAISON_DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start`,
    en: `There is no embedded DynamoDB for this platform (${name} is missing). Run DynamoDB Local (with -sharedDb) or anything compatible,\nand name its address: LIAISON_DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start`,
  }),
  'data-locked': ({ folder }) => ({
    zh: `数据目录 ${folder} 正被另一个反诈联络点使用。请先停止它，或用 LIAISON_DATA 指定另一个目录。`,
    en: `Another Liaison Point is using the data folder ${folder}. Stop it first, or choose another folder with LIAISON_DATA.`,
  }),
  'data-damaged': ({ file }) => ({
    zh: `数据文件 ${file} 已损坏，无法打开。请从备份恢复，或把它移走后重新开始（其中的数据会丢失）。`,
    en: `The data file ${file} is damaged and cannot be opened. Restore it from a backup, or move it away to start anew (losing what it held).`,
  }),
  'data-unwritable': ({ folder }) => ({
    zh: `数据目录 ${folder} 不能写入。请检查权限，或用 LIAISON_DATA 指定另一个目录。`,
    en: `The data folder ${folder} cannot be written to. Check its permissions, or choose another one with LIAISON_DATA.`,
  }),
  'table-key-changed': ({ table }) => ({
    zh: `数据目录里的表 ${table} 来自不兼容的版本。请用 LIAISON_DATA 指定另一个目录。`,
    en: `The table ${table} in the data folder was made by an incompatible version. Choose another folder with LIAISON_DATA.`,
  }),
  'dynamodb-unreachable': ({ endpoint }) => ({
    zh: `连接不上 ${endpoint} 的 DynamoDB。请检查 LIAISON_DYNAMODB_ENDPOINT。`,
    en: `No DynamoDB answers at ${endpoint}. Check LIAISON_DYNAMODB_ENDPOINT.`,
  }),
  'county-file': ({ problems }) => ({
    zh: `县配置文件有误：\n${listed(problems)}`,
    en: `The county file is wrong in the places above.`,
  }),
  'function-init': ({ function: name, said }) => ({
    zh: `函数 ${name} 无法启动：${said}`,
    en: `The function ${name} does not start.`,
  }),
  'part-ended': ({ part, said }) => ({
    zh: `${part} 意外退出：${said}`,
    en: `${part} ended by itself.`,
  }),
  port: ({ name, value }) => ({
    zh: `${name} 应为 1 到 65535 之间的端口号，而不是“${value}”。`,
    en: `${name} must be a port number between 1 and 65535, not "${value}".`,
  }),
};

const listed = (problems: unknown): string =>
  Array.isArray(problems) ? problems.map(one => `  ${one}`).join('\n') : String(problems);

/** What a person at the terminal is told about an error; undefined for one that nobody foresaw. */
export function explain(error: unknown): string | undefined {
  if (!isFault(error, 'invalid')) return undefined;
  const { zh, en } = (words[error.code] ?? unforeseen(error))(error.details);
  return `${zh}\n${en}`;
}

const unforeseen =
  ({ code }: Fault): Words =>
  details => ({
    zh: `内嵌云无法实现模板：${code} ${JSON.stringify(details)}`,
    en: 'The embedded cloud cannot realise the template.',
  });
