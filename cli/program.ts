import { Command } from 'commander';
import { anyoneCommands } from './commands/anyone.ts';
import { bankCommands } from './commands/bank.ts';
import { policeCommands } from './commands/police.ts';
import { signInCommands } from './commands/sign-in.ts';
import { width } from './print/width.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法 Usage:',
  'Options:': '选项 Options:',
  'Arguments:': '参数 Arguments:',
  'Commands:': '命令 Commands:',
};

const after = `
编号可只写末尾几位（列表里显示的即可）；金额按元书写；时间不写时区的按 --zone。
Ids may be cut to their last characters; amounts are in yuan; times without an offset are in --zone.

  liaison login --as lin.haoran        本机演示登录  sign in at the local demo
  liaison import 止付.xlsx --dry-run     先检查表格  check a spreadsheet first
  liaison --as xu.jianing inbox        银行收件箱  a bank's inbox

环境变量 environment: LIAISON_URL LIAISON_ISSUER LIAISON_TOKEN LIAISON_ZONE LIAISON_DATA LIAISON_CONFIG NO_COLOR
退出码 exit status: 0 成功 done, 1 未成 failed, 2 用法有误 used wrongly`;

/** The whole command line, not yet run. */
export const program = (): Command => {
  const liaison = new Command('liaison')
    .description('反诈联络点命令行：公安、银行与审计  The Liaison Point from a terminal')
    .option('--url <url>', '接口地址 address of the API (http://127.0.0.1:8080)')
    .option('--issuer <url>', '登录服务 where people sign in (http://127.0.0.1:8081)')
    .option('--client-id <id>', '登录服务里的客户端 client at the issuer (liaison-cli)')
    .option('--as <name>', '以此演示人员办理（仅本机演示） act as this demo person (local demo only)')
    .option('--local [folder]', '使用本机正在运行的演示 use the local demo that runs on a data folder')
    .option('--zone <name>', '时间所用时区 zone of times (Asia/Shanghai)')
    .option('--json', '输出 JSON，供程序读取 JSON for scripts')
    .helpOption('-h, --help', '帮助 help')
    .helpCommand('help [command]', '某个命令的帮助 help on a command')
    .configureHelp({ displayWidth: width, styleTitle: title => titles[title] ?? title })
    .addHelpText('after', after);
  liaison.commandsGroup('登录 Sign-in:');
  signInCommands(liaison);
  liaison.commandsGroup('公安 Police:');
  policeCommands(liaison);
  liaison.commandsGroup('银行 Bank:');
  bankCommands(liaison);
  liaison.commandsGroup('审计与运维 Audit and operations:');
  anyoneCommands(liaison);
  return liaison;
};
