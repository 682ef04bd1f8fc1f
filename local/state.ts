import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../shared/domain/fault.ts';

/** What the embedded cloud itself has to remember: how far streams were read, when schedules last rang, secrets. */
export interface State {
  readonly get: (kind: string, id: string) => string | undefined;
  readonly set: (kind: string, id: string, value: string) => void;
  readonly close: () => void;
}

/**
 * Opens the memory in a data folder and holds it: one process a folder, until it ends, however it ends.
 * @throws Fault invalid/data-locked, invalid/data-damaged, invalid/data-unwritable
 */
export function openState(folder: string): State {
  const file = join(folder, 'cloud.db');
  let db: DatabaseSync;
  try {
    mkdirSync(folder, { recursive: true });
    db = new DatabaseSync(file);
  } catch (cause) {
    throw new Fault('invalid', 'data-unwritable', { folder, said: String(cause) }, { cause });
  }
  try {
    // The exclusive lock of the file is the lock of the whole folder; the system drops it when the process dies.
    db.exec(
      'PRAGMA busy_timeout = 2000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
    );
    db.exec('CREATE TABLE IF NOT EXISTS state (kind TEXT, id TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, id))');
    db.exec("INSERT OR REPLACE INTO state VALUES ('folder', 'format', '1')");
  } catch (cause) {
    db.close();
    const code = /locked/.test(String(cause)) ? 'data-locked' : 'data-damaged';
    throw new Fault('invalid', code, { folder, file, said: String(cause) }, { cause });
  }
  const read = db.prepare('SELECT value FROM state WHERE kind = ? AND id = ?');
  const write = db.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?)');
  return {
    get: (kind, id) => {
      const value = read.get(kind, id)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    set: (kind, id, value) => void write.run(kind, id, value),
    close: () => db.close(),
  };
}
