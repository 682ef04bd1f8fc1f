import { CommandRecord } from '../contract/ledger.ts';
import { keys } from './keys.ts';

export const commandRow = (item: unknown): CommandRecord | undefined =>
  item === undefined ? undefined : CommandRecord.parse(item);

export const commandItem = (command: CommandRecord): Record<string, unknown> => ({
  ...keys.command(command.org, command.key),
  ...command,
});
