import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that everything but these few starters runs on; it comes with the dependencies. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Holds the process that installs, while it does. */
const installing = join(root, '.installing');

const packagesIn = file => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** Compares what npm noted of its last installation with the lock; packages of other platforms may be absent. */
function isInstalled() {
  const noted = join('node_modules', '.package-lock.json');
  if (!existsSync(node24) || !existsSync(join(root, noted))) return false;
  const installed = packagesIn(noted);
  return Object.entries(packagesIn('package-lock.json')).every(([path, { version, optional }]) => {
    const there = installed[path]?.version;
    return path === '' || there === version || (optional && there === undefined);
  });
}

const isAlive = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Two commands in a fresh clone must not install over each other: the second waits for the first. */
async function soleInstaller() {
  const own = `${installing}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (;;) {
      try {
        linkSync(own, installing);
        return;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        const other = existsSync(installing) ? Number(readFileSync(installing, 'utf8')) : 0;
        if (other > 0 && isAlive(other)) await pause(500);
        else rmSync(installing, { force: true });
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Installs what is missing, exactly as locked; quick when nothing is.
 * @throws Error in words for the person at the terminal
 */
export async function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(
      `需要 Node 20 或更新的版本，当前是 ${process.version}。\nNode 20 or newer is needed; this is ${process.version}.`,
    );
  }
  if (isInstalled()) return;
  await soleInstaller();
  try {
    if (!isInstalled()) install();
  } finally {
    rmSync(installing, { force: true });
  }
}

function install() {
  console.error('安装依赖…… Installing dependencies …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(node24)) {
    throw new Error(
      '依赖没有装好，请看上面的信息；联网后重试。\nThe dependencies could not be installed; see above, and try again when online.',
    );
  }
}
