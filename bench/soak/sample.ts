import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { percentile } from '../figures.ts';
import type { Client } from './client.ts';
import type { Control } from './control.ts';
import type { World } from './world.ts';

/** Everything that is measured, each with its unit. */
export const SERIES = {
  heap: 'MB',
  rss: 'MB',
  jobs: 'rows',
  steps: 'rows',
  slices: 'rows',
  sweepers: 'rows',
  bytes: 'MB',
  waiting: 'messages',
  schedules: 'schedules',
  deadLetters: 'messages',
  queueFile: 'MB',
  messages: 'messages/job',
  roundTrips: 'trips/job',
  create50: 'ms',
  create99: 'ms',
  read50: 'ms',
  read99: 'ms',
  list50: 'ms',
  queued50: 'ms',
  queued99: 'ms',
  control: 'ms',
} as const;
export type Name = keyof typeof SERIES;

export interface Sample {
  /** Jobs that had been accepted. */
  jobs: number;
  /** Something was away since the last sample. */
  stormy: boolean;
  values: Record<Name, number>;
}

const rowsSchema = z.object({
  jobs: z.number(),
  steps: z.number(),
  slices: z.number(),
  sweepers: z.number(),
  bytes: z.number(),
});
const queuedSchema = z.object({ p50: z.number(), p99: z.number() });
const MEGABYTE = 2 ** 20;

async function rowsOf({ database }: World) {
  const { rows } = await database.query(`select (select count(*)::int from jobs) as jobs,
    (select count(*)::int from steps) as steps, (select count(*)::int from slices) as slices,
    (select count(*)::int from sweepers) as sweepers,
    (select sum(pg_total_relation_size(name))::float8 from unnest(array['jobs', 'steps', 'slices', 'sweepers']) name)
      as bytes`);
  return rowsSchema.parse(rows[0]);
}

/** How long the last window's jobs waited for their first slice. */
async function queuedOf({ database }: World, seconds: number) {
  const { rows } = await database.query(
    `select coalesce(percentile_cont(0.5) within group (order by waited), 0)::float8 as p50,
      coalesce(percentile_cont(0.99) within group (order by waited), 0)::float8 as p99
    from (select extract(epoch from started_at - created_at) * 1000 as waited from jobs
      where started_at is not null and created_at > clock_timestamp() - $1::float8 * interval '1 s') w`,
    [seconds],
  );
  return queuedSchema.parse(rows[0]);
}

async function schedulesOf({ qstash }: World): Promise<number> {
  const response = await fetch(`${qstash.url}/v2/schedules`, {
    headers: { authorization: `Bearer ${qstash.token}` },
  });
  return z.array(z.unknown()).parse(await response.json()).length;
}

async function sizeOf(file: string): Promise<number> {
  const sizes = await Promise.all([file, `${file}-wal`].map(async (each) => (await stat(each)).size));
  return sizes.reduce((total, size) => total + size, 0);
}

/** Takes one sample of everything each time it is called. */
export function sampler(
  world: World,
  client: Client,
  control: Control,
): (stormy: boolean) => Promise<Sample> {
  let before = { at: performance.now(), jobs: 0, messages: 0, trips: 0 };
  return async (stormy) => {
    const now = performance.now();
    const taken = client.takeLatencies();
    const controls = control.take();
    const stats = world.qstash.stats();
    const now_ = { at: now, jobs: client.jobs.length, messages: stats.messages, trips: world.roundTrips() };
    const fresh = Math.max(1, now_.jobs - before.jobs);
    const [report, { bytes, ...rows }, queued, schedules, queueFile] = await Promise.all([
      world.functions.report(),
      rowsOf(world),
      queuedOf(world, (now - before.at) / 1_000),
      schedulesOf(world),
      sizeOf(world.queueFile),
    ]);
    const values: Sample['values'] = {
      ...rows,
      heap: (report.heapUsed + report.external) / MEGABYTE,
      rss: report.rss / MEGABYTE,
      bytes: bytes / MEGABYTE,
      waiting: stats.waiting,
      schedules,
      deadLetters: stats.deadLetters,
      queueFile: queueFile / MEGABYTE,
      messages: (now_.messages - before.messages) / fresh,
      roundTrips: (now_.trips - before.trips) / fresh,
      create50: percentile(taken.create, 0.5),
      create99: percentile(taken.create, 0.99),
      read50: percentile(taken.read, 0.5),
      read99: percentile(taken.read, 0.99),
      list50: percentile(taken.list, 0.5),
      queued50: queued.p50,
      queued99: queued.p99,
      control: percentile(controls, 0.5),
    };
    before = now_;
    return { jobs: now_.jobs, stormy, values };
  };
}
