import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

function runs(pid: number, program: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program);
  } catch {
    return false;
  }
}

/** After a kill the child of the killed process may live a moment longer, on the same files and port: waits until it is gone. */
export async function outlive(pid: number, program: string, mostMs = 5_000): Promise<void> {
  for (const until = Date.now() + mostMs; Date.now() < until && runs(pid, program); ) await pause(10);
}
