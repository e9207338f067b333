import { DatabaseSync } from 'node:sqlite';
import { type DeadLetterStore, deadLetterStore } from './dead-letter-store.ts';
import { type DestinationStore, destinationStore } from './destinations.ts';
import { type FaultTeller, faultTeller, fileFault } from './file-faults.ts';
import { type FlowStore, flowStore } from './flow-store.ts';
import { type MessageStore, messageStore } from './message-store.ts';
import { type ScheduleStore, scheduleStore } from './schedule-store.ts';
import { type SettingsStore, settingsStore } from './settings-store.ts';

/** The server's persistent state, in one SQLite file. */
export interface Store {
  messages: MessageStore;
  deadLetters: DeadLetterStore;
  flow: FlowStore;
  schedules: ScheduleStore;
  destinations: DestinationStore;
  settings: SettingsStore;
  /**
   * Runs `work` in a transaction, rolled back if it throws. Must not be nested.
   * @throws QueueFileError, told once, if the file cannot be written.
   */
  transaction<T>(work: () => T): T;
  /** An error in the user's words. The first of a stretch of the file's faults is told. */
  fault(error: unknown): unknown;
  close(): void;
}

/** SQLITE_CORRUPT. */
const DAMAGED = 11;

const SCHEMA = `
  create table if not exists message (
    seq integer primary key autoincrement, id text not null unique, url text not null, labels text not null,
    flow_key text, caller_ip text not null, callback_of text, spec text not null, body blob not null,
    created_at integer not null, due_at integer, state text not null,
    retried integer not null default 0, deliveries integer not null default 0
  ) strict;
  create index if not exists message_due on message (due_at, seq, flow_key) where due_at is not null;
  create index if not exists message_waiting on message (flow_key, due_at) where due_at is not null;
  create index if not exists message_open on message (seq)
    where state in ('CREATED', 'ACTIVE', 'RETRY', 'CANCEL_REQUESTED');
  create table if not exists deduplication (
    id text primary key, message_id text not null, expires_at integer not null
  ) strict, without rowid;
  create index if not exists deduplication_expires on deduplication (expires_at);
  create table if not exists dead_letter (
    seq integer primary key autoincrement, dlq_id text not null unique, message_id text not null,
    failed_at integer not null, response_status integer not null, response_header text not null,
    response_body blob not null
  ) strict;
  create table if not exists flow (
    key text primary key, parallelism integer, rate integer, period_ms integer not null,
    pinned_parallelism integer not null default 0, pinned_rate integer not null default 0,
    paused integer not null default 0, period_start integer not null default 0,
    rate_count integer not null default 0
  ) strict, without rowid;
  create table if not exists schedule (
    id text primary key, cron text not null, url text not null, labels text not null, caller_ip text not null,
    spec text not null, body blob not null, delay_ms integer not null, created_at integer not null,
    paused integer not null, next_at integer, last_at integer, last_message_id text
  ) strict, without rowid;
  create index if not exists schedule_next on schedule (next_at) where next_at is not null;
  create table if not exists setting (name text primary key, value text not null) strict, without rowid;
`;

/** @throws QueueFileError */
function openFile(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal');
    db.exec(SCHEMA);
    const found = db.prepare('pragma quick_check(1)').get()?.['quick_check'];
    if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: DAMAGED });
    return db;
  } catch (error) {
    db?.close();
    throw fileFault(error, file);
  }
}

function transactions(db: DatabaseSync, teller: FaultTeller): Store['transaction'] {
  return (work) => {
    try {
      db.exec('begin immediate');
      const result = work();
      db.exec('commit');
      teller.fine();
      return result;
    } catch (error) {
      // A full disk may have rolled it back already.
      if (db.isTransaction) db.exec('rollback');
      throw teller.fault(error);
    }
  };
}

interface StoreOptions {
  /** Receives what the user has to know: that the disk is full, that it has room again. */
  log: (line: string) => void;
  forgetsDelivered: boolean;
}

/**
 * Opens or creates `file`. WAL with synchronous NORMAL: commits survive kill -9, but not always a power failure. The
 * exclusive lock keeps a second server from delivering the same messages.
 * @throws QueueFileError while another process has the file open, if it is damaged, or if its disk is full.
 */
export function openStore(file: string, { log, forgetsDelivered }: StoreOptions): Store {
  const db = openFile(file);
  const teller = faultTeller(file, log);
  return {
    messages: messageStore(db, forgetsDelivered),
    deadLetters: deadLetterStore(db),
    flow: flowStore(db),
    schedules: scheduleStore(db),
    destinations: destinationStore(db),
    settings: settingsStore(db),
    fault: teller.fault,
    close: () => db.close(),
    transaction: transactions(db, teller),
  };
}
