import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import type { Figure } from '../figures.ts';
import { submit } from '../stack.ts';

const SYMBOLS = 50;
const PATIENCE_MS = 60_000;

const sizesSchema = z.tuple([
  z.object({
    results: z.literal(SYMBOLS),
    hot: z.number(),
    largest: z.number(),
    raw: z.number(),
    evidence: z.number(),
  }),
]);

/** Stored sizes; compressed columns count as compressed. */
const SIZES = `select count(*)::int as results, avg(pg_column_size(r.*))::float8 as hot,
    max(pg_column_size(r.*))::int as largest, avg(pg_column_size(w.*))::float8 as raw,
    coalesce(avg(pg_column_size(e.*)), 0)::float8 as evidence
  from stock_results r join stock_raw w using (job_id, ticker) left join stock_evidence e using (job_id, ticker)`;

async function finished(client: pg.Client, id: string): Promise<void> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const { rows } = await client.query<{ status: string }>('select status from jobs where id = $1', [id]);
    const status = rows[0]?.status ?? 'unknown';
    if (status === 'completed') return;
    if (status !== 'queued' && status !== 'processing') throw new Error(`${id} ended as ${status}`);
    if (Date.now() > giveUpAt) throw new Error(`${id} is still ${status}`);
  }
}

/** Size of a result by table, measured on a job of 50 simulated symbols. */
export async function sizeFigures(url: string, client: pg.Client): Promise<Figure[]> {
  await finished(client, await submit(url, SYMBOLS));
  const { rows } = await client.query(SIZES);
  const [{ hot, largest, raw, evidence }] = sizesSchema.parse(rows);
  const inLists = (100 * hot) / (hot + raw + evidence);
  return [
    { name: 'row that lists read, mean', value: Math.round(hot), unit: 'bytes', budget: 1_024 },
    { name: 'row that lists read, largest', value: largest, unit: 'bytes', budget: 1_024 },
    { name: 'bars of a result', value: Math.round(raw), unit: 'bytes' },
    { name: 'evidence of a result', value: Math.round(evidence), unit: 'bytes' },
    { name: 'part of a result in that row', value: inLists, unit: '%', budget: 15 },
  ];
}
