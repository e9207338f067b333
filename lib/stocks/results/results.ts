import { and, asc, eq, getTableColumns, gt, type InferSelectModel, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { type VerdictNow, verdictNowSchema } from '../bars/verdict-now.ts';
import { stockEvidence, stockRaw, stockResults, universe } from '../db-schema.ts';
import { strategyEvidenceSchema } from '../evidence/evidence-of.ts';
import { type OtherListing, otherListingSchema } from '../listing/other-listing.ts';
import { dataQualitySchema } from '../market/quality.ts';
import { type Money, moneySchema } from '../money/money-schema.ts';
import { ENTRY_CODES, ENTRY_REASONS } from '../plan/entry.ts';
import { STRATEGY_IDS } from '../rating/strategies.ts';
import { voteListOf } from '../rating/vote-lists.ts';
import { VOTES, type Vote } from '../rating/votes.ts';
import { resultName } from '../universe/universe.ts';
import { explainVerdict, type VerdictExplanation } from '../verdict/explain-verdict.ts';
import { unpackFigures } from './figures.ts';
import { type StoredBars, unpackBars } from './packed-bars.ts';
import type { ResultKey } from './tickers.ts';

export type { StoredBars };

const {
  votes: _votes,
  figures: _figures,
  createdAt: _createdAt,
  ...plainColumns
} = getTableColumns(stockResults);
type StoredResult = InferSelectModel<typeof stockResults>;

/** One result of a job. */
export type StockResult = Omit<Pick<StoredResult, keyof typeof plainColumns>, 'otherListings'> & {
  /** In the order of `VOTE_IDS` if of a known version. */
  votes: Vote[];
  /** The numbers that the votes read, by name; empty if of an unknown version. */
  values: Readonly<Record<string, number | null>>;
  /** Figures for the reader, by name; empty if of an unknown version. */
  context: Readonly<Record<string, number | null>>;
  /** The security's name by the source of its prices, or else by a loaded list. */
  name: string | null;
  /** What else the symbol can mean; null for results older than the look. */
  otherListings: OtherListing[] | null;
  /** One entry per strategy; null for results older than walk-forward. */
  walkForward: z.infer<typeof evidenceListSchema> | null;
  /** Null for results older than quality reports. */
  dataQuality: z.infer<typeof dataQualitySchema> | null;
  /** The verdict by an unfinished bar; null if there was none. */
  verdictNow: VerdictNow | null;
  /** Null for results of before plans had currencies. */
  money: Money | null;
};

const otherListingsSchema = z.array(otherListingSchema).nullable();
const evidenceListSchema = z.array(strategyEvidenceSchema);

export { dataQualitySchema, moneySchema, strategyEvidenceSchema, verdictNowSchema };

/** Ids of the votes, in stored order, which is the same in every known version. */
export const VOTE_IDS: readonly string[] = VOTES.map((vote) => vote.id);

const voteSchema = z.union([z.literal(-1), z.literal(0), z.literal(1), z.null()]);

interface Row {
  result: StoredResult;
  evidence: InferSelectModel<typeof stockEvidence> | null;
  name: string | null;
}

function toResult({ result, evidence, name }: Row): StockResult {
  const { votes, figures, createdAt: _, ...plain } = result;
  const named = isKnown(plain) ? unpackFigures(figures) : { values: {}, context: {} };
  return {
    ...plain,
    ...named,
    votes: votes.map((vote) => voteSchema.parse(vote)),
    name,
    otherListings: otherListingsSchema.parse(plain.otherListings),
    walkForward: evidence && evidenceListSchema.parse(evidence.evidence),
    dataQuality: evidence && dataQualitySchema.parse(evidence.dataQuality),
    verdictNow: evidence && verdictNowSchema.nullable().parse(evidence.verdictNow),
    money: moneySchema.nullable().parse(evidence?.money ?? null),
  };
}

/** Results by ticker, joined with evidence and names. */
function resultRows(db: Database) {
  return db
    .select({ result: stockResults, evidence: stockEvidence, name: resultName })
    .from(stockResults)
    .leftJoin(
      stockEvidence,
      and(eq(stockEvidence.jobId, stockResults.jobId), eq(stockEvidence.ticker, stockResults.ticker)),
    )
    .leftJoin(universe, eq(universe.ticker, stockResults.ticker))
    .orderBy(asc(stockResults.ticker))
    .$dynamic();
}

/** Whether it is known what the result's votes and figures mean. */
export function isKnown({ votesVersion }: Pick<StoredResult, 'votesVersion'>): boolean {
  return voteListOf(votesVersion) !== null;
}

/** Why a result's plan enters where it does, in words; null without a plan. */
export function tellEntry({ entryReason: code }: StockResult): string | null {
  const known = ENTRY_CODES.find((other) => other === code);
  return known ? ENTRY_REASONS[known] : code;
}

/** Explains a result's verdict by the list it was voted by; null if that is unknown. */
export function tellVerdict(result: StockResult): VerdictExplanation | null {
  const strategy = STRATEGY_IDS.find((id) => id === result.strategy);
  if (!isKnown(result) || strategy === undefined) return null;
  const { votes, values, votesVersion, bars } = result;
  return explainVerdict({ strategy, votes, values, votesVersion, barCount: bars });
}

export interface Page {
  /** Only tickers after this one. */
  after: string | null;
  limit: number;
}

export interface ResultPage<Row> {
  rows: Row[];
  /** The last ticker of this page if more follow, else null. */
  next: string | null;
}

/** A page of a job's results, by ticker. */
export async function resultsOf(db: Database, jobId: string, page: Page): Promise<ResultPage<StockResult>> {
  const { after, limit } = page;
  const rows = await resultRows(db)
    .where(and(eq(stockResults.jobId, jobId), after === null ? undefined : gt(stockResults.ticker, after)))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    rows: shown.map(toResult),
    next: rows.length > limit ? (shown.at(-1)?.result.ticker ?? null) : null,
  };
}

/** The results of a symbol in some jobs: of its tickers on every exchange, or of what was asked for by that name. */
export async function resultsOfSymbol(
  db: Database,
  { owner, symbol, jobIds }: { owner: string; symbol: string; jobIds: readonly string[] },
): Promise<StockResult[]> {
  const { ticker, symbol: bare, stepKey, jobId } = stockResults;
  const named = or(eq(ticker, symbol), eq(bare, symbol), eq(stepKey, symbol));
  const rows = await resultRows(db).where(
    and(eq(stockResults.owner, owner), inArray(jobId, [...jobIds]), named),
  );
  return rows.map(toResult);
}

/** One result with its bars, which are null once deleted; null if it is not there. */
export async function resultWithBars(
  db: Database,
  { jobId, ticker }: ResultKey,
): Promise<(StockResult & { raw: StoredBars | null }) | null> {
  const [found, raw] = await db.batch([
    resultRows(db).where(and(eq(stockResults.jobId, jobId), eq(stockResults.ticker, ticker))),
    db
      .select({ bars: stockRaw.bars })
      .from(stockRaw)
      .where(and(eq(stockRaw.jobId, jobId), eq(stockRaw.ticker, ticker))),
  ]);
  const [row] = found;
  return row ? { ...toResult(row), raw: unpacked(raw[0]?.bars) } : null;
}

const fittingSchema = z.array(
  z.object({ ticker: z.string(), fits: z.boolean(), bars: z.string().nullable() }),
);

const unpacked = (bars: string | null | undefined) => (bars ? unpackBars(bars) : null);

/**
 * A job's results with their bars (null once deleted): up to the page's limit and `maxBytes` of bars, but at least
 * one.
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
  const shown = await resultRows(db).where(
    and(eq(stockResults.jobId, jobId), inArray(stockResults.ticker, [...bars.keys()])),
  );
  const rows = shown.map((row) => ({ ...toResult(row), raw: unpacked(bars.get(row.result.ticker)) }));
  return { rows, next: found.length > bars.size ? (rows.at(-1)?.ticker ?? null) : null };
}
