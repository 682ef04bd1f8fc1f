import type { Command } from 'commander';
import { importCommands } from './import.ts';
import { issueCommand } from './issue.ts';
import { listCommand } from './list.ts';
import { policeActs } from './police-acts.ts';
import { showCommand } from './show.ts';
import { watchCommand } from './watch.ts';

export const policeCommands = (program: Command): void => {
  issueCommand(program);
  importCommands(program);
  listCommand(program);
  showCommand(program);
  watchCommand(program);
  policeActs(program);
};
