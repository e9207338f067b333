import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../core/json.ts';
import type { Database } from '../../db/client.ts';
import { type ResultKey, type StockSummary, summaries } from './queries-tickers.ts';

/** Which of the latest results; what is undefined does not matter. */
export interface LatestFilter {
  /** The beginning of a ticker. */
  prefix?: string | undefined;
  verdicts?: readonly string[] | undefined;
  minScore?: number | undefined;
  maxScore?: number | undefined;
  evidence?: string | undefined;
  dataSource?: string | undefined;
  strategy?: string | undefined;
}

/** What the latest results may be sorted by. Equal ones, and those without a name, come by ticker. */
export const LATEST_SORTS = ['ticker', 'score', 'as_of', 'completed_at', 'name'] as const;

/** All by ticker where nothing is said. */
export interface LatestChoice {
  filter?: LatestFilter;
  sort?: { by: (typeof LATEST_SORTS)[number]; descending: boolean };
}

type Request = Required<LatestChoice> & { owner: string };

export interface Latest {
  results: StockSummary[];
  /** Results in all, on this page and others. */
  total: number;
}

/** `t`: every ticker of an owner, by one step along the index for each, however many results it has. */
function tickers({ owner, filter: { prefix } }: Request): SQL {
  const begins = prefix === undefined ? sql`` : sql`and r.ticker ^@ ${prefix}`;
  const next = (behind: SQL) => sql`(select r.ticker from stock_results r
    where r.owner = ${owner} ${behind} ${begins} order by r.ticker limit 1)`;
  return sql`t(ticker) as (
    select ${next(sql``)}
    union all
    select ${next(sql`and r.ticker > t.ticker`)} from t where t.ticker is not null
  )`;
}

/** What a filter asks of the latest result `f` itself, not of its ticker. */
function conditions(filter: LatestFilter): SQL[] {
  const { verdicts, minScore, maxScore, evidence, dataSource, strategy } = filter;
  return [
    ...(verdicts ? [sql`f.verdict in ${verdicts}`] : []),
    ...(minScore === undefined ? [] : [sql`f.score >= ${minScore}::float8`]),
    ...(maxScore === undefined ? [] : [sql`f.score <= ${maxScore}::float8`]),
    ...(evidence === undefined ? [] : [sql`f.evidence = ${evidence}`]),
    ...(dataSource === undefined ? [] : [sql`f.data_source = ${dataSource}`]),
    ...(strategy === undefined ? [] : [sql`f.strategy = ${strategy}`]),
  ];
}

/**
 * `latest`: the one result of each ticker of `from` that stands: a live one before a sample or simulated one, then the
 * later trading day, then the later analysis.
 */
function latest({ owner, filter }: Request, from: SQL): SQL {
  const where = sql.join([sql`t.ticker is not null`, ...conditions(filter)], sql` and `);
  return sql`latest as (
    select f.*, lower(nullif(u.name, '')) as name
    from ${from} t cross join lateral (
      select r.job_id, r.ticker, r.verdict, r.score, r.evidence, r.data_source, r.strategy, r.as_of, r.completed_at
      from stock_results r where r.owner = ${owner} and r.ticker = t.ticker
      order by r.stale, r.as_of desc nulls last, r.completed_at desc nulls last, r.job_id desc limit 1
    ) f left join universe u on u.ticker = f.ticker
    where ${where}
  )`;
}

const direction = ({ descending }: Request['sort']): SQL => (descending ? sql`desc` : sql`asc`);

function order({ sort }: Request): SQL {
  if (sort.by === 'ticker') return sql`ticker ${direction(sort)}`;
  return sql`${sql.identifier(sort.by)} ${direction(sort)} nulls last, ticker`;
}

const toRequest = (
  owner: string,
  { filter = {}, sort = { by: 'ticker', descending: false } }: LatestChoice,
): Request => ({ owner, filter, sort });

interface Place {
  offset: number;
  limit: number;
}

/** The keys of a page. Where the tickers alone decide what is on it, only its own results are looked up. */
function keysOf(request: Request, { offset, limit }: Place): SQL {
  const place = sql`limit ${limit}::int offset ${offset}::int`;
  const onlyTickers = request.sort.by === 'ticker' && conditions(request.filter).length === 0;
  const from = onlyTickers
    ? sql`(select ticker from t where ticker is not null order by ticker ${direction(request.sort)} ${place})`
    : sql`t`;
  return sql`with recursive ${tickers(request)}, ${latest(request, from)}
    select job_id, ticker, row_number() over (order by ${order(request)}) as place from latest
    order by place ${onlyTickers ? sql`` : place}`;
}

function countOf(request: Request): SQL {
  if (conditions(request.filter).length === 0) {
    return sql`with recursive ${tickers(request)} select count(*)::int as total from t where ticker is not null`;
  }
  return sql`with recursive ${tickers(request)}, ${latest(request, sql`t`)}
    select count(*)::int as total from latest`;
}

const totalSchema = z.object({ total: z.number() });

/** A page of the latest results of each ticker. A filter is asked of the latest result, never of an earlier one. */
export async function latestOfEach(db: Database, owner: string, page: Place & LatestChoice): Promise<Latest> {
  const request = toRequest(owner, page);
  const [counted, results] = await db.batch([
    db.execute(countOf(request)),
    summaries(db, keysOf(request, page)),
  ]);
  return { results, total: totalSchema.parse(counted.rows[0]).total };
}

const MOST_KEYS = 2_147_483_647;
const keySchema = z
  .object({ job_id: z.string(), ticker: z.string() })
  .transform(({ job_id, ticker }): ResultKey => ({ jobId: job_id, ticker }));

/** Which results the latest ones are, in order: a list that stays as it is while it is read. */
export async function latestKeys(db: Database, owner: string, choice: LatestChoice): Promise<ResultKey[]> {
  const all = { offset: 0, limit: MOST_KEYS };
  const { rows } = await db.execute(keysOf(toRequest(owner, choice), all));
  return z.array(keySchema).parse(rows);
}

/** The results behind keys, in their order; one that was removed meanwhile is left out. */
export async function resultsAt(db: Database, keys: readonly ResultKey[]): Promise<StockSummary[]> {
  const wanted = keys.map(({ jobId, ticker }, place) => ({ job_id: jobId, ticker, place }));
  return summaries(
    db,
    sql`select * from jsonb_to_recordset(${jsonText(wanted)}::jsonb) as w(job_id text, ticker text, place int)`,
  );
}
