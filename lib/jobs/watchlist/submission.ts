import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { type JobsContext, query } from '../context.ts';
import type { Submission } from '../submission.ts';
import type { JobSource } from '../types.ts';

export interface WatchlistRequest {
  owner: string;
  /** Who asks: a person for their watchlist, or its schedule. */
  source: Exclude<JobSource, 'api'>;
  /** What a stock analysis may be asked with, its symbols apart. */
  options: Record<string, unknown>;
  idempotencyKey: string | null;
  callbackUrl?: string | undefined;
}

const rowSchema = z.object({ symbol: z.string() });

/** Oldest first, as the list shows them. */
async function symbolsOf({ db }: JobsContext, owner: string): Promise<string[]> {
  const { rows } = await db.execute(
    sql`select symbol from watchlist where owner = ${owner} order by created_at, symbol`,
  );
  return rows.map((row) => rowSchema.parse(row).symbol);
}

/**
 * The items' last job. Rows are locked in order, so that two jobs of one owner cannot deadlock. Without the job's row
 * (its request was late, or repeated) nothing changes.
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

/**
 * A request for the analysis of all that an owner watches. Which symbols these are is read once the request is known
 * not to repeat an earlier one: the same key is the same request, whatever has come onto the list since.
 */
export function watchlistSubmission(context: JobsContext, request: WatchlistRequest): Submission {
  const { owner, source, options, idempotencyKey, callbackUrl } = request;
  return {
    owner,
    kind: 'stocks',
    source,
    input: { ...options, symbols: [] },
    inputPath: '',
    idempotencyKey,
    callbackUrl,
    from: {
      name: 'watchlist',
      read: async () => {
        const symbols = await query(context, () => symbolsOf(context, owner));
        if (symbols.length === 0) {
          const remedy = 'Add a symbol with POST /api/watchlist {"symbol": "AAPL"}.';
          throw new Refusal('watchlist_empty', `The watchlist is empty. ${remedy}`);
        }
        return { input: { ...options, symbols }, also: (jobId) => [link(owner, symbols, jobId)] };
      },
    },
  };
}
