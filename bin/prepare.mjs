import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that everything but these few starters runs on; it comes with the dependencies. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const modules = join(root, 'node_modules');
const lock = join(root, 'package-lock.json');
const stamp = join(modules, '.installed-from');

const hashOf = file => createHash('sha256').update(readFileSync(file)).digest('hex');

/** An installation made by hand counts too, if it is not older than the lock. */
function isInstalled() {
  if (!existsSync(node24)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === hashOf(lock);
  const own = join(modules, '.package-lock.json');
  return existsSync(own) && statSync(own).mtimeMs >= statSync(lock).mtimeMs;
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
  writeFileSync(stamp, hashOf(lock));
}
