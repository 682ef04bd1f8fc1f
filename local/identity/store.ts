import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { damaged } from '../damaged.ts';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS kept (
    model TEXT, id TEXT, payload TEXT NOT NULL, expires INTEGER, grant_id TEXT, uid TEXT, user_code TEXT, PRIMARY KEY (model, id)
  );
  CREATE INDEX IF NOT EXISTS kept_grant ON kept (grant_id);
  CREATE INDEX IF NOT EXISTS kept_uid ON kept (model, uid);
  CREATE INDEX IF NOT EXISTS kept_code ON kept (model, user_code);`;

/** Keeps sign-ins over a restart; without a folder, for this run only. */
export function identityStore(folder?: string): { adapter: AdapterFactory; close: () => void } {
  const file = folder === undefined ? ':memory:' : join(folder, 'identity.db');
  const db = damaged(file, () => {
    const opened = new DatabaseSync(file);
    opened.exec(schema);
    return opened;
  });
  db.prepare('DELETE FROM kept WHERE expires < ?').run(Date.now());
  const put = db.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)');
  const by = (column: string) =>
    db.prepare(`SELECT payload FROM kept WHERE model = ? AND ${column} = ? AND (expires IS NULL OR expires > ?)`);
  const [byId, byUid, byCode] = [by('id'), by('uid'), by('user_code')];
  const consume = db.prepare("UPDATE kept SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?");
  const remove = db.prepare('DELETE FROM kept WHERE model = ? AND id = ?');
  const revoke = db.prepare('DELETE FROM kept WHERE grant_id = ?');

  const adapter = (model: string): Adapter => {
    const find = async (query: typeof byId, value: string): Promise<AdapterPayload | undefined> => {
      const row = query.get(model, value, Date.now());
      return row ? JSON.parse(String(row.payload)) : undefined;
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        const expires = expiresIn === undefined ? null : Date.now() + expiresIn * 1000;
        put.run(
          model,
          id,
          JSON.stringify(payload),
          expires,
          payload.grantId ?? null,
          payload.uid ?? null,
          payload.userCode ?? null,
        );
      },
      find: id => find(byId, id),
      findByUid: uid => find(byUid, uid),
      findByUserCode: code => find(byCode, code),
      consume: async id => void consume.run(Math.floor(Date.now() / 1000), model, id),
      destroy: async id => void remove.run(model, id),
      revokeByGrantId: async grant => void revoke.run(grant),
    };
  };
  return { adapter, close: () => db.close() };
}
