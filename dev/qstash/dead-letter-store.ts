import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Attempt, Message } from './message.ts';
import { decodeMessage } from './message-row.ts';

/** A message with exhausted deliveries, and its last response. */
export interface DeadLetter {
  seq: number;
  dlqId: string;
  /** Unix milliseconds. */
  failedAt: number;
  message: Message;
  response: Attempt;
}

export interface DeadLetterStore {
  /** @returns the dlqId. */
  add(messageId: string, response: Attempt, now: number): string;
  get(dlqId: string): DeadLetter | undefined;
  /** All dead letters, newest first, read one by one. */
  newestFirst(): IterableIterator<DeadLetter>;
  remove(dlqId: string): boolean;
  size(): number;
}

const rowSchema = z.object({
  dead_seq: z.number(),
  dlq_id: z.string(),
  failed_at: z.number(),
  response_status: z.number(),
  response_header: z
    .string()
    .transform((text) => z.record(z.string(), z.array(z.string())).parse(JSON.parse(text))),
  response_body: z.instanceof(Uint8Array),
});

function decode(row: unknown): DeadLetter {
  const { dead_seq, dlq_id, failed_at, response_status, response_header, response_body } =
    rowSchema.parse(row);
  return {
    seq: dead_seq,
    dlqId: dlq_id,
    failedAt: failed_at,
    message: decodeMessage(row),
    response: { status: response_status, headers: response_header, body: Buffer.from(response_body) },
  };
}

/** The table `dead_letter`. A dlqId is the time of failure and a running number: `1725323658779-1`. */
export function deadLetterStore(db: DatabaseSync): DeadLetterStore {
  const columns = `d.seq as dead_seq, d.dlq_id, d.failed_at, d.response_status, d.response_header,
    d.response_body, m.*`;
  const joined = `select ${columns} from dead_letter d join message m on m.id = d.message_id`;
  const add = db.prepare(`insert into dead_letter
    (dlq_id, message_id, failed_at, response_status, response_header, response_body)
    values (? || '-' || (select coalesce(max(seq), 0) + 1 from dead_letter), ?, ?, ?, ?, ?) returning dlq_id`);
  const get = db.prepare(`${joined} where d.dlq_id = ?`);
  const newestFirst = db.prepare(`${joined} order by d.seq desc`);
  const remove = db.prepare('delete from dead_letter where dlq_id = ?');
  const size = db.prepare('select count(*) as n from dead_letter');
  return {
    add(messageId, { status, headers, body }, now) {
      const row = add.get(String(now), messageId, now, status, JSON.stringify(headers), body);
      return String(row?.['dlq_id']);
    },
    get(dlqId) {
      const row = get.get(dlqId);
      return row === undefined ? undefined : decode(row);
    },
    *newestFirst() {
      for (const row of newestFirst.iterate()) yield decode(row);
    },
    remove: (dlqId) => Number(remove.run(dlqId).changes) > 0,
    size: () => Number(size.get()?.['n']),
  };
}
