import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Draft, Message, MessageState } from './message.ts';
import { specSchema } from './message.ts';
import { decodeMessage, decodeSummary, type MessageSummary } from './message-row.ts';

const DEDUPLICATION_MS = 10 * 60_000;

const candidate = z.object({ seq: z.number(), flow_key: z.string().nullable() });
const count = z.object({ n: z.number() });
const total = z.object({ seq: z.number() });
const due = z.object({ due_at: z.number().nullable() });
const named = z.object({ state: z.string(), n: z.number(), deliveries: z.number() });

export interface MessageStore {
  /** Stores the draft as a message due at its time. @returns its id. */
  insert(draft: Draft, now: number): string;
  /** The message published under this deduplication id in the last ten minutes. */
  duplicateOf(deduplicationId: string, now: number): string | undefined;
  get(id: string): Message | undefined;
  /** Whether a message in flight has been cancelled. */
  cancelRequested(id: string): boolean;
  /** Due messages in time order, except those of blocked flow control keys. */
  due(now: number, blocked: string[], limit: number): { seq: number; flowKey: string | null }[];
  /** Marks a due message as in flight and counts the attempt. */
  begin(seq: number): Message;
  /** Records the outcome of a message in flight, or forgets it; `dueAt` only with RETRY. */
  end(id: string, state: MessageState, retried: number, dueAt: number | null): void;
  /** Cancels: at once if waiting, before the next delivery if in flight. False if there is nothing to cancel. */
  cancel(id: string): boolean;
  /** Messages that can still be cancelled, oldest first. */
  cancellable(): MessageSummary[];
  /** When the next message is due, except those of blocked keys. */
  nextDue(blocked: string[]): number | undefined;
  /** Whether a message is due whose flow control key is not paused. */
  hasDue(now: number): boolean;
  waiting(flowKey: string, now: number): number;
  all(): Message[];
  /** Messages that have not ended, oldest first. */
  open(): Message[];
  byState(): { state: string; n: number; deliveries: number }[];
  /** Messages ever accepted, forgotten ones included. */
  accepted(): number;
  /** Makes messages that were in flight at the last shutdown due again. */
  recover(now: number): void;
}

/** A random id, similar to base62. */
function newId(): string {
  return `msg_${randomBytes(20).toString('base64url').replaceAll(/[-_]/g, 'x')}`;
}

function writing(
  db: DatabaseSync,
  forgetsDelivered: boolean,
): Pick<MessageStore, 'insert' | 'duplicateOf' | 'begin' | 'end' | 'cancel'> {
  const insert = db.prepare(`insert into message
    (id, url, labels, flow_key, caller_ip, callback_of, spec, body, created_at, due_at, state)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'CREATED')`);
  const remember = db.prepare('insert into deduplication (id, message_id, expires_at) values (?, ?, ?)');
  const forget = db.prepare('delete from deduplication where expires_at <= ?');
  const duplicate = db.prepare('select message_id from deduplication where id = ?');
  const begin = db.prepare(`update message set state = 'ACTIVE', due_at = null, deliveries = deliveries + 1
    where seq = ? returning *`);
  const end = db.prepare('update message set state = ?, retried = ?, due_at = ? where id = ?');
  const forgetMessage = db.prepare('delete from message where id = ?');
  const cancelWaiting = db.prepare(`update message set state = 'CANCELLED', due_at = null
    where id = ? and due_at is not null`);
  const cancelActive = db.prepare(`update message set state = 'CANCEL_REQUESTED'
    where id = ? and state = 'ACTIVE'`);
  return {
    insert(draft, now) {
      const id = newId();
      const dueAt = Math.max(now, draft.notBefore ?? now);
      const spec = JSON.stringify(specSchema.parse(draft));
      const { url, callerIp, callbackOf, body, flow, deduplicationId } = draft;
      const labels = JSON.stringify(draft.labels);
      insert.run(id, url, labels, flow?.key ?? null, callerIp, callbackOf, spec, body, now, dueAt);
      if (deduplicationId !== null) remember.run(deduplicationId, id, now + DEDUPLICATION_MS);
      return id;
    },
    duplicateOf(deduplicationId, now) {
      forget.run(now);
      const row = duplicate.get(deduplicationId);
      return row === undefined ? undefined : String(row['message_id']);
    },
    begin: (seq) => decodeMessage(begin.get(seq)),
    end(id, state, retried, dueAt) {
      if (forgetsDelivered && state === 'DELIVERED') forgetMessage.run(id);
      else end.run(state, retried, dueAt, id);
    },
    cancel: (id) => Number(cancelWaiting.run(id).changes) + Number(cancelActive.run(id).changes) > 0,
  };
}

function reading(db: DatabaseSync): Omit<MessageStore, keyof ReturnType<typeof writing> | 'recover'> {
  const get = db.prepare('select * from message where id = ?');
  const cancelRequested = db.prepare(
    `select count(*) as n from message where id = ? and state = 'CANCEL_REQUESTED'`,
  );
  const dueRows = db.prepare(`select seq, flow_key from message where due_at <= ?
    and (flow_key is null or flow_key not in (select value from json_each(?))) order by due_at, seq limit ?`);
  const nextDue = db.prepare(`select min(due_at) as due_at from message where due_at is not null
    and (flow_key is null or flow_key not in (select value from json_each(?)))`);
  const hasDue = db.prepare(`select exists (select 1 from message where due_at <= ? and
    (flow_key is null or flow_key not in (select key from flow where paused))) as n`);
  const waiting = db.prepare('select count(*) as n from message where flow_key = ? and due_at <= ?');
  const cancellable = db.prepare(`select id, url, labels, flow_key, caller_ip, created_at,
    spec ->> 'scheduleId' as schedule_id from message
    where state in ('CREATED', 'ACTIVE', 'RETRY') order by seq`);
  const all = db.prepare('select * from message order by seq');
  const open = db.prepare(`select * from message
    where state in ('CREATED', 'ACTIVE', 'RETRY', 'CANCEL_REQUESTED') order by seq`);
  const byState = db.prepare(`select state, count(*) as n, sum(deliveries) as deliveries from message
    group by state`);
  const accepted = db.prepare(
    `select coalesce(max(seq), 0) as seq from sqlite_sequence where name = 'message'`,
  );
  return {
    get(id) {
      const row = get.get(id);
      return row === undefined ? undefined : decodeMessage(row);
    },
    cancelRequested: (id) => count.parse(cancelRequested.get(id)).n === 1,
    due(now, blocked, limit) {
      const rows = dueRows.all(now, JSON.stringify(blocked), limit).map((row) => candidate.parse(row));
      return rows.map(({ seq, flow_key }) => ({ seq, flowKey: flow_key }));
    },
    nextDue: (blocked) => due.parse(nextDue.get(JSON.stringify(blocked))).due_at ?? undefined,
    hasDue: (now) => count.parse(hasDue.get(now)).n === 1,
    waiting: (flowKey, now) => count.parse(waiting.get(flowKey, now)).n,
    cancellable: () => cancellable.all().map(decodeSummary),
    all: () => all.all().map(decodeMessage),
    open: () => open.all().map(decodeMessage),
    byState: () => byState.all().map((row) => named.parse(row)),
    accepted: () => total.parse(accepted.get()).seq,
  };
}

/** The table `message` and the deduplication ids. @param forgetsDelivered else they are kept, to look back at. */
export function messageStore(db: DatabaseSync, forgetsDelivered: boolean): MessageStore {
  const revive = db.prepare(`update message set due_at = ?,
    state = case when retried > 0 then 'RETRY' else 'CREATED' end where state = 'ACTIVE'`);
  const bury = db.prepare(`update message set state = 'CANCELLED' where state = 'CANCEL_REQUESTED'`);
  return {
    ...writing(db, forgetsDelivered),
    ...reading(db),
    recover(now) {
      revive.run(now);
      bury.run();
    },
  };
}
