import { DatabaseSync } from 'node:sqlite';

/**
 * Every write to a table with a stream looks for the highest sequence number so far. Without this index it reads all of the
 * stream's history for that, and a ledger slows down as it grows. Made after the first such table, kept by the file.
 */
export function indexStreamHistory(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    const found = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_stream_records'").get();
    if (!found) return;
    db.exec(
      'CREATE INDEX IF NOT EXISTS liaison_stream_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    db.close();
  }
}
