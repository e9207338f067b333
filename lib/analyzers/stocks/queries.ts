import { and, asc, eq, getTableColumns, gt, type InferSelectModel, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { stockResults } from '../../db/schema.ts';
import { unpackFigures } from './figures.ts';
import { type StoredBars, unpackBars } from './packed-bars.ts';
import { explain, type VoteExplanation } from './rating/explain.ts';
import { VOTES, VOTES_VERSION, type Vote } from './rating/votes.ts';

export type { StoredBars };

const {
  votes: _votes,
  figures: _figures,
  createdAt: _createdAt,
  ...plainColumns
} = getTableColumns(stockResults);
type StoredResult = InferSelectModel<typeof stockResults>;

/** A vote in words; of a list that this code does not know only the vote itself. */
export type TellingVote = VoteExplanation | { vote: Vote };

/** One result of a job. */
export type StockResult = Pick<StoredResult, keyof typeof plainColumns> & {
  /** In the order of `VOTE_IDS` when they are of the present version. */
  votes: Vote[];
  /** The numbers that the votes were read from, by name; empty when another version stored them. */
  values: Readonly<Record<string, number | null>>;
  /** Figures that do not vote, by name; empty when another version stored them. */
  context: Readonly<Record<string, number | null>>;
};

/** The names of the votes that results of the present version hold, in their order. */
export const VOTE_IDS: readonly string[] = VOTES.map((vote) => vote.id);

const voteSchema = z.union([z.literal(-1), z.literal(0), z.literal(1), z.null()]);

function toResult({ votes, figures, createdAt: _, ...plain }: StoredResult): StockResult {
  const named = isPresent(plain) ? unpackFigures(figures) : { values: {}, context: {} };
  return { ...plain, ...named, votes: votes.map((vote) => voteSchema.parse(vote)) };
}

/** Whether votes and figures are of the lists that this code knows. */
export function isPresent({ votesVersion }: Pick<StoredResult, 'votesVersion'>): boolean {
  return votesVersion === VOTES_VERSION;
}

/** The votes of a result with their explanations, as far as this code has them. */
export function tellVotes(result: StockResult): TellingVote[] {
  const { votes, values } = result;
  return isPresent(result) ? explain(votes, values) : votes.map((vote) => ({ vote }));
}

export interface Page {
  /** Only tickers behind this one. */
  after: string | null;
  limit: number;
}

export interface ResultPage<Row> {
  rows: Row[];
  /** The last ticker of this page where more follow, else null. */
  next: string | null;
}

/** The results of a job, by ticker. */
export async function resultsOf(db: Database, jobId: string, page: Page): Promise<ResultPage<StockResult>> {
  const { after, limit } = page;
  const rows = await db
    .select()
    .from(stockResults)
    .where(and(eq(stockResults.jobId, jobId), after === null ? undefined : gt(stockResults.ticker, after)))
    .orderBy(asc(stockResults.ticker))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return { rows: shown.map(toResult), next: rows.length > limit ? (shown.at(-1)?.ticker ?? null) : null };
}

const fittingSchema = z.array(
  z.object({ ticker: z.string(), fits: z.boolean(), bars: z.string().nullable() }),
);

const unpacked = (bars: string | null | undefined) => (bars ? unpackBars(bars) : null);

/**
 * The results of a job with the bars they rest on (null where those are no longer kept): as many as `page` asks for
 * and as fit into `maxBytes` of bars, but at least one.
 */
export async function resultsWithBars(
  db: Database,
  jobId: string,
  { after, limit, maxBytes }: Page & { maxBytes: number },
): Promise<ResultPage<StockResult & { raw: StoredBars | null }>> {
  const answer = await db.execute(sql`select ticker, fits, case when fits then bars end as bars
    from (
      select r.ticker, w.bars,
        row_number() over way = 1 or (row_number() over way <= ${limit}::int
          and coalesce(sum(w.bytes) over way, 0) <= ${maxBytes}::int) as fits
      from (
        select job_id, ticker from stock_results where job_id = ${jobId} and ticker > ${after ?? ''}
        order by ticker limit ${limit + 1}::int
      ) r left join stock_raw w on w.job_id = r.job_id and w.ticker = r.ticker
      window way as (order by r.ticker)
    ) sized order by ticker`);
  const found = fittingSchema.parse(answer.rows);
  const bars = new Map(found.filter(({ fits }) => fits).map((row) => [row.ticker, row.bars]));
  const shown = await db
    .select()
    .from(stockResults)
    .where(and(eq(stockResults.jobId, jobId), inArray(stockResults.ticker, [...bars.keys()])))
    .orderBy(asc(stockResults.ticker));
  const rows = shown.map((row) => ({ ...toResult(row), raw: unpacked(bars.get(row.ticker)) }));
  return { rows, next: found.length > bars.size ? (rows.at(-1)?.ticker ?? null) : null };
}
