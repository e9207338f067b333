import { csvLine } from '../../core/csv.ts';
import { reasonOf } from '../../db/error-text.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import { type LatestChoice, latestKeys, resultsAt } from '../results/latest.ts';
import { type StockSummaryJson, summaryJson } from './summary-json.ts';

const ROWS_A_READ = 500;

const COLUMNS = [
  'ticker',
  'symbol',
  'name',
  'exchange',
  'currency',
  'verdict',
  'score',
  'rating',
  'strategy',
  'evidence',
  'close',
  'entry',
  'stop',
  'target',
  'risk_reward',
  'shares',
  'shares_reason',
  'volume',
  'volume_share_percent',
  'turnover',
  'turnover_currency',
  'bars',
  'partial',
  'job_id',
  'analysis_source',
  'data_source',
  'stale',
  'interval',
  'as_of',
  'started_at',
  'completed_at',
  'created_at',
] as const satisfies readonly (keyof StockSummaryJson)[];

/** Streams page by page; aborts when a read fails, so that a truncated file cannot pass for a whole one. */
async function* lines(
  context: JobsContext,
  keys: Awaited<ReturnType<typeof latestKeys>>,
  disclaimer: string | null,
): AsyncGenerator<string> {
  yield csvLine([...COLUMNS, 'disclaimer']);
  try {
    for (let from = 0; from < keys.length; from += ROWS_A_READ) {
      const wanted = keys.slice(from, from + ROWS_A_READ);
      const rows = (await query(context, () => resultsAt(context.db, wanted))).map(summaryJson);
      yield rows.map((row) => csvLine([...COLUMNS.map((name) => row[name]), disclaimer])).join('');
    }
  } catch (error) {
    context.log.error('csv_broke_off', { list: 'latest', error: reasonOf(error) });
    throw error;
  }
}

/**
 * All latest results as CSV, in the order at the start of the read.
 * @throws Refusal `database_unavailable`, only before anything is sent.
 */
export async function latestCsv(
  context: JobsContext,
  { owner, choice, disclaimer }: { owner: string; choice: LatestChoice; disclaimer: string | null },
): Promise<ReadableStream<Uint8Array>> {
  const keys = await query(context, () => latestKeys(context.db, owner, choice));
  return ReadableStream.from(lines(context, keys, disclaimer)).pipeThrough(new TextEncoderStream());
}
