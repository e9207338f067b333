import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { FlowSpec } from './message.ts';

/** A flow control key: its limits (null: none) and current rate period. Times are Unix milliseconds. */
export interface Flow {
  key: string;
  parallelism: number | null;
  rate: number | null;
  periodMs: number;
  pinnedParallelism: boolean;
  pinnedRate: boolean;
  paused: boolean;
  periodStart: number;
  rateCount: number;
}

export interface FlowStore {
  get(key: string): Flow | undefined;
  list(): Flow[];
  /** Applies a message's limits to the key, unless they are pinned. */
  configure(limits: FlowSpec): void;
  /** Changes fields of a key, creating it if new. */
  change(key: string, fields: Partial<Omit<Flow, 'key'>>): void;
}

const flag = z.number().transform((n) => n !== 0);
const rowSchema = z.object({
  key: z.string(),
  parallelism: z.number().nullable(),
  rate: z.number().nullable(),
  period_ms: z.number(),
  pinned_parallelism: flag,
  pinned_rate: flag,
  paused: flag,
  period_start: z.number(),
  rate_count: z.number(),
});

function decode(row: unknown): Flow {
  const { period_ms, pinned_parallelism, pinned_rate, period_start, rate_count, ...rest } =
    rowSchema.parse(row);
  return {
    ...rest,
    periodMs: period_ms,
    pinnedParallelism: pinned_parallelism,
    pinnedRate: pinned_rate,
    periodStart: period_start,
    rateCount: rate_count,
  };
}

const NEW: Omit<Flow, 'key'> = {
  parallelism: null,
  rate: null,
  periodMs: 1_000,
  pinnedParallelism: false,
  pinnedRate: false,
  paused: false,
  periodStart: 0,
  rateCount: 0,
};

/** The table `flow`. */
export function flowStore(db: DatabaseSync): FlowStore {
  const select = db.prepare('select * from flow where key = ?');
  const list = db.prepare('select * from flow order by key');
  const save = db.prepare('insert or replace into flow values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const get = (key: string) => {
    const row = select.get(key);
    return row === undefined ? undefined : decode(row);
  };
  const change = (key: string, fields: Partial<Omit<Flow, 'key'>>) => {
    const f = { ...NEW, ...get(key), ...fields };
    const flags = [f.pinnedParallelism, f.pinnedRate, f.paused].map(Number);
    save.run(key, f.parallelism, f.rate, f.periodMs, ...flags, f.periodStart, f.rateCount);
  };
  return {
    get,
    list: () => list.all().map(decode),
    change,
    configure({ key, parallelism, rate, periodMs }) {
      const known = get(key);
      const limits = {
        parallelism: known?.pinnedParallelism ? known.parallelism : parallelism,
        rate: known?.pinnedRate ? known.rate : rate,
        periodMs: known?.pinnedRate ? known.periodMs : periodMs,
      };
      const same =
        known?.parallelism === limits.parallelism &&
        known.rate === limits.rate &&
        known.periodMs === limits.periodMs;
      if (!same) change(key, limits);
    },
  };
}
