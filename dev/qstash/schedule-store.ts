import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type Spec, specSchema } from './message.ts';
import { json } from './message-row.ts';

/** A stored schedule. Times are Unix milliseconds. */
export interface Schedule {
  id: string;
  /** As given, with its `CRON_TZ=` prefix. */
  cron: string;
  url: string;
  labels: string[];
  callerIp: string;
  /** Without a time, which each firing sets. */
  spec: Spec;
  body: Buffer;
  /** Delay of the message after each firing. */
  delayMs: number;
  createdAt: number;
  paused: boolean;
  /** Null while paused, or if it never fires again. */
  nextAt: number | null;
  lastAt: number | null;
  lastMessageId: string | null;
}

export interface ScheduleStore {
  /** Inserts or replaces by id. */
  put(schedule: Schedule): void;
  get(id: string): Schedule | undefined;
  list(): Schedule[];
  due(now: number): Schedule[];
  /** When the next schedule fires. */
  nextDue(): number | undefined;
  remove(id: string): boolean;
}

const rowSchema = z.object({
  id: z.string(),
  cron: z.string(),
  url: z.string(),
  labels: json(z.array(z.string())),
  caller_ip: z.string(),
  spec: json(specSchema),
  body: z.instanceof(Uint8Array),
  delay_ms: z.number(),
  created_at: z.number(),
  paused: z.number(),
  next_at: z.number().nullable(),
  last_at: z.number().nullable(),
  last_message_id: z.string().nullable(),
});

function decode(row: unknown): Schedule {
  const { caller_ip, body, delay_ms, created_at, paused, next_at, last_at, last_message_id, ...rest } =
    rowSchema.parse(row);
  return {
    ...rest,
    callerIp: caller_ip,
    body: Buffer.from(body),
    delayMs: delay_ms,
    createdAt: created_at,
    paused: paused === 1,
    nextAt: next_at,
    lastAt: last_at,
    lastMessageId: last_message_id,
  };
}

const dueSchema = z.object({ next_at: z.number().nullable() });

/** The table `schedule`. */
export function scheduleStore(db: DatabaseSync): ScheduleStore {
  const put = db.prepare(`insert or replace into schedule
    (id, cron, url, labels, caller_ip, spec, body, delay_ms, created_at, paused, next_at, last_at, last_message_id)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const get = db.prepare('select * from schedule where id = ?');
  const list = db.prepare('select * from schedule order by created_at, id');
  const due = db.prepare('select * from schedule where next_at <= ? order by next_at, id');
  const nextDue = db.prepare('select min(next_at) as next_at from schedule');
  const remove = db.prepare('delete from schedule where id = ?');
  return {
    put({ id, cron, url, callerIp, body, delayMs, createdAt, paused, nextAt, lastAt, ...rest }) {
      const [labels, spec] = [JSON.stringify(rest.labels), JSON.stringify(specSchema.parse(rest.spec))];
      const settings = [id, cron, url, labels, callerIp, spec, body, delayMs, createdAt] as const;
      put.run(...settings, paused ? 1 : 0, nextAt, lastAt, rest.lastMessageId);
    },
    get(id) {
      const row = get.get(id);
      return row === undefined ? undefined : decode(row);
    },
    list: () => list.all().map(decode),
    due: (now) => due.all(now).map(decode),
    nextDue: () => dueSchema.parse(nextDue.get()).next_at ?? undefined,
    remove: (id) => Number(remove.run(id).changes) > 0,
  };
}
