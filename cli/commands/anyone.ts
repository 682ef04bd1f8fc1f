import type { Command } from 'commander';
import { exportCommand } from './export.ts';
import { operationsCommands } from './operations.ts';
import { verifyCommand } from './verify.ts';

export const anyoneCommands = (program: Command): void => {
  verifyCommand(program);
  exportCommand(program);
  operationsCommands(program);
};
