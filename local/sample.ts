import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The county that the sample scenario is written for. */
export const sampleCounty = fileURLToPath(new URL('../config/sample-county.json', import.meta.url));

const graceMs = 2_000;

/** Plays the sample scenario against what runs on a data folder, in a process of its own, and shows it. */
export function playSample(dataDir: string): { readonly stop: () => Promise<void> } {
  const args = ['--disable-warning=ExperimentalWarning', 'drill/main.ts', 'config/scenarios/welcome.json'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LIAISON_DATA: dataDir },
  });
  child.on('error', () => {});
  return {
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
