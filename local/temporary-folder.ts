import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A new folder that need not outlive this run: in memory where the system offers that. Takes away those of runs that were killed. */
export function temporaryFolder(): string {
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  for (const name of readdirSync(place)) {
    const pid = /^liaison-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !alive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(place, `liaison-${process.pid}-`));
}
