import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { faultsOf } from '../../core/issue-faults.ts';
import { jsonText } from '../../core/json.ts';
import type { Submission } from '../../engine/accept/submission.ts';
import type { Analyzer, Asked } from '../../engine/analyzer.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import type { StockInput, StockOptions, stockInputSchema } from '../schema.ts';

export interface WatchlistRequest {
  owner: string;
  /** Whether the owner or the schedule asked. */
  source: 'watchlist' | 'schedule';
  options: StockOptions;
  idempotencyKey: string | null;
  callbackUrl?: string | undefined;
  /** Whether the receiver also gets `watchlist.changed`. */
  ownEvent?: boolean;
}

const rowSchema = z.object({ symbol: z.string() });

/** In list order, oldest first. */
async function symbolsOf({ db }: JobsContext, owner: string): Promise<string[]> {
  const { rows } = await db.execute(
    sql`select symbol from watchlist where owner = ${owner} order by created_at, symbol`,
  );
  return rows.map((row) => rowSchema.parse(row).symbol);
}

/**
 * Sets the items' last job, if the job's row exists. Locks rows in order, so that two jobs of one owner cannot
 * deadlock.
 */
function link(owner: string, symbols: string[], jobId: string): SQL {
  return sql`with item as (
      select symbol from watchlist
      where owner = ${owner} and symbol in (select jsonb_array_elements_text(${jsonText(symbols)}::jsonb))
        and exists (select 1 from jobs where id = ${jobId})
      order by symbol for update
    )
    update watchlist w set last_job_id = ${jobId} from item where w.owner = ${owner} and w.symbol = item.symbol`;
}

interface Watched {
  /** As stored on the list. */
  symbols: string[];
  /** Normalized and without duplicates, as the analysis takes them. */
  toAnalyze: string[];
}

/** @throws Refusal `watchlist_empty`, `invalid_input` for a symbol that is no longer valid. */
async function watchedBy({ jobs, input }: WatchlistAnalysis, owner: string): Promise<Watched> {
  const symbols = await query(jobs, () => symbolsOf(jobs, owner));
  if (symbols.length === 0) {
    const remedy = 'Add a symbol with POST /api/watchlist {"symbol": "AAPL"}.';
    throw new Refusal('watchlist_empty', `The watchlist is empty. ${remedy}`);
  }
  const { data, error } = input.shape.symbols.safeParse(symbols);
  if (data) return { symbols, toAnalyze: data };
  const faults = faultsOf(error, { given: symbols, under: 'watchlist.symbols' });
  throw new Refusal('invalid_input', `${faults.length} parts of the watchlist cannot be used.`, { faults });
}

export interface WatchlistAnalysis {
  jobs: JobsContext;
  analyzer: Analyzer<StockInput>;
  /** Schema of the analysis's input. */
  input: typeof stockInputSchema;
}

/**
 * A request to analyze an owner's whole watchlist. The symbols are read only for a new request: the same key is the
 * same request, even if the list has changed since.
 */
export function watchlistSubmission(analysis: WatchlistAnalysis, request: WatchlistRequest): Submission {
  const { owner, source, options, idempotencyKey, callbackUrl, ownEvent = false } = request;
  const { analyzer } = analysis;
  const input: StockInput = { symbols: [], ...options };
  const base = analyzer.ask(input);
  const asked: Asked = {
    ...base,
    known: { from: 'watchlist', asked: base.known },
    plan: async (_, read) => {
      const { symbols, toAnalyze } = await watchedBy(analysis, owner);
      const plan = await analyzer.ask({ ...input, symbols: toAnalyze }).plan(owner, read);
      return { ...plan, roundTrips: plan.roundTrips + 1, also: (jobId) => [link(owner, symbols, jobId)] };
    },
  };
  return { owner, asked, source, inputPath: '', idempotencyKey, callbackUrl, ownEvent };
}
