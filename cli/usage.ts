import type { Command, CommanderError } from 'commander';

const titles: Readonly<Record<string, string>> = {
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项后缺少值',
  'commander.missingMandatoryOptionValue': '缺少必填选项',
  'commander.excessArguments': '参数过多',
  'commander.conflictingOption': '选项互相冲突',
  'commander.invalidArgument': '参数不正确',
  'commander.help': '请选择一个子命令',
};

/** Errors are thrown and printed in one place; help is printed as it is. */
export const quietly = (command: Command): void => {
  command.exitOverride().configureOutput({ outputError: () => {} });
  for (const each of command.commands) quietly(each);
};

/** What a person is told who used a command wrongly. */
export const usageLines = ({ code, message }: CommanderError): string[] => {
  const said = message.replace(/^error: /, '').split('\n');
  return [`${titles[code] ?? '用法有误'}　${said[0] ?? ''}`, ...said.slice(1), '用法 usage: liaison help [command]'];
};
