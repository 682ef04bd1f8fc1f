import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
// The package's own start function listens on every interface of the machine and hides the stores that our pollers read without a network hop.
import { PersistenceManager } from '../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../node_modules/fauxqs/dist/sns/snsStore.js';
import { type SqsQueue, SqsStore } from '../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { Fault } from '../../shared/domain/fault.ts';
import { damaged } from '../damaged.ts';
import { arrayAtFilter, refusal } from './refuse-arrays.ts';

export type { SnsStore, SqsQueue, SqsStore };

export interface Messaging {
  readonly endpoint: string;
  readonly sqs: SqsStore;
  readonly sns: SnsStore;
  readonly s3: S3Store;
  readonly send: (queue: SqsQueue, body: string) => void;
  readonly stop: () => Promise<void>;
}

class Disk extends PersistenceManager {
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    super(folder);
    const db: unknown = Reflect.get(this, 'db');
    if (!(db instanceof DatabaseSync)) throw new Fault('bug', 'emulator-changed', { part: 'persistence' });
    this.#db = db;
    // A kill loses nothing by this; a power cut may lose the last moments of the queues, which the deadline index makes good.
    db.exec('PRAGMA synchronous = NORMAL');
  }

  /** The package's own statement breaks on its NOT NULL receive count. */
  override updateMessageReady(messageId: string): void {
    this.#db
      .prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?')
      .run(messageId);
  }

  together<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

interface Stores {
  readonly sqsStore: SqsStore;
  readonly snsStore: SnsStore;
  readonly s3Store: S3Store;
}

/** A receive may move a message to its dead letters by a delete and an insert: a kill between the two must not lose it. */
class Queues extends SqsStore {
  override createQueue(...args: Parameters<SqsStore['createQueue']>): SqsQueue {
    const queue = super.createQueue(...args);
    const dequeue = queue.dequeue.bind(queue);
    queue.dequeue = (...how) => {
      const disk = queue.persistence;
      return disk instanceof Disk && queue.messages.length > 0 ? disk.together(() => dequeue(...how)) : dequeue(...how);
    };
    return queue;
  }
}

/**
 * Starts SQS, SNS and S3 on a folder, or in memory without one.
 * @throws Fault invalid/port-in-use, invalid/data-damaged
 */
export async function startMessaging({ port = 0, folder }: { port?: number; folder?: string }): Promise<Messaging> {
  const stores: Stores = { sqsStore: new Queues(), snsStore: new SnsStore(), s3Store: new S3Store() };
  stores.sqsStore.host = '';
  const disk = folder === undefined ? undefined : damaged(join(folder, 'fauxqs.db'), () => open(folder, stores));
  if (disk) {
    stores.sqsStore.persistence = disk;
    stores.snsStore.persistence = disk;
    stores.s3Store.persistence = disk;
    for (const queue of stores.sqsStore.allQueues()) queue.persistence = disk;
  }
  const app = buildApp({ logger: false, stores });
  app.addHook('preHandler', (request, reply, done) => {
    const wrong = arrayAtFilter(stores.snsStore, request.body);
    if (wrong === undefined) done();
    else reply.status(400).type('text/xml').send(refusal(wrong));
  });
  const endpoint = await app.listen({ port, host: '127.0.0.1' }).catch((cause: unknown) => {
    disk?.close();
    throw new Fault('invalid', 'port-in-use', { port, part: 'messaging' }, { cause });
  });
  const stop = async (): Promise<void> => {
    await app.close();
    disk?.close();
  };
  const send = (queue: SqsQueue, body: string): void => queue.enqueue(SqsStore.createMessage(body));
  return { endpoint, sqs: stores.sqsStore, sns: stores.snsStore, s3: stores.s3Store, send, stop };
}

function open(folder: string, { sqsStore, snsStore, s3Store }: Stores): Disk {
  const disk = new Disk(folder);
  disk.load(sqsStore, snsStore, s3Store);
  return disk;
}
