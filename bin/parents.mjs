import { readFileSync } from 'node:fs';

/** The parent of a process, where the system shows it. */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** This process's parent and, when npm started it, those up to npm: a shell between would outlive a killed npm. */
function parents() {
  const chain = [process.ppid];
  for (let left = process.env.npm_lifecycle_event ? 1 : 0; left > 0; left--) chain.push(parentOf(chain.at(-1)));
  return chain.filter(pid => pid > 1).join();
}

/** Calls once when one of them is gone. */
export function watchParents(gone) {
  const before = parents();
  const timer = setInterval(() => {
    if (parents() === before) return;
    clearInterval(timer);
    gone();
  }, 1000);
  timer.unref();
  return timer;
}
