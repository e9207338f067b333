import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../core/json.ts';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { evidenceSchema } from '../evidence/evidence-schema.ts';
import { type ResultKey, type StockSummary, summaries, summariesAndTotal } from './tickers.ts';

export const FINDINGS = evidenceSchema.shape.finding.options;

/** Which of the latest results; what is undefined does not matter. */
export interface LatestFilter {
  /** Prefix of the ticker. */
  prefix?: string | undefined;
  verdicts?: readonly string[] | undefined;
  minScore?: number | undefined;
  maxScore?: number | undefined;
  evidence?: string | undefined;
  dataSource?: string | undefined;
  strategy?: string | undefined;
  /** As the prices are quoted, e.g. `GBp`. */
  currency?: string | undefined;
  /** In the major unit of each ticker's currency. */
  minTurnover?: number | undefined;
}

/** Sort keys for the latest results. Ties are sorted by ticker; what a result does not have comes last. */
export const LATEST_SORTS = [
  'ticker',
  'score',
  'as_of',
  'completed_at',
  'name',
  'evidence',
  'turnover',
] as const;

/** Default: all results of days, by ticker. */
export interface LatestChoice {
  /** Length of a bar; results of another are not read. Default `1d`. */
  interval?: Interval | undefined;
  filter?: LatestFilter;
  sort?: { by: (typeof LATEST_SORTS)[number]; descending: boolean };
}

type Request = Required<Omit<LatestChoice, 'interval'>> & { owner: string; interval: Interval };

/** Larger than any possible number of keys. */
const MOST_KEYS = 2_147_483_647;

/** Direction of the walk along the tickers, and how many to visit. */
interface Walk {
  descending: boolean;
  most: number;
}

const ALL: Walk = { descending: false, most: MOST_KEYS };

export interface Latest {
  results: StockSummary[];
  /** Results on all pages. */
  total: number;
}

const direction = (descending: boolean): SQL => (descending ? sql`desc` : sql`asc`);

/** CTE `t`: the first tickers of an owner, with one index step per ticker, however many results each has. */
function tickers({ owner, interval, filter: { prefix } }: Request, { descending, most }: Walk): SQL {
  const begins = prefix === undefined ? sql`` : sql`and r.ticker ^@ ${prefix}`;
  const next = (behind: SQL) => sql`(select r.ticker from stock_results r
    where r.owner = ${owner} and r.interval = ${interval} ${behind} ${begins}
    order by r.ticker ${direction(descending)} limit 1)`;
  return sql`t(ticker, n) as (
    select ${next(sql``)}, 1
    union all
    select ${next(sql`and r.ticker ${descending ? sql`<` : sql`>`} t.ticker`)}, t.n + 1
    from t where t.ticker is not null and t.n < ${most}::bigint
  )`;
}

/** Conditions on the latest result `f` itself (the ticker prefix is handled separately). */
function conditions(filter: LatestFilter): SQL[] {
  const { verdicts, minScore, maxScore, evidence, dataSource, strategy, currency, minTurnover } = filter;
  return [
    ...(verdicts ? [sql`f.verdict in ${verdicts}`] : []),
    ...(minScore === undefined ? [] : [sql`f.score >= ${minScore}::float8`]),
    ...(maxScore === undefined ? [] : [sql`f.score <= ${maxScore}::float8`]),
    ...(evidence === undefined ? [] : [sql`f.evidence = ${evidence}`]),
    ...(dataSource === undefined ? [] : [sql`f.data_source = ${dataSource}`]),
    ...(strategy === undefined ? [] : [sql`f.strategy = ${strategy}`]),
    ...(currency === undefined ? [] : [sql`f.currency = ${currency}`]),
    ...(minTurnover === undefined ? [] : [sql`f.turnover >= ${minTurnover}::float8`]),
  ];
}

/**
 * CTE `latest`: one result for each ticker of `from`: live before sample or simulated, then the later trading day,
 * then the later analysis.
 */
function latest({ owner, interval, filter }: Request, from: SQL): SQL {
  const where = sql.join([sql`t.ticker is not null`, ...conditions(filter)], sql` and `);
  return sql`latest as (
    select f.*, lower(coalesce(f.listed_name, nullif(u.name, ''))) as name
    from ${from} t cross join lateral (
      select r.job_id, r.ticker, r.name as listed_name, r.verdict, r.score, r.evidence, r.data_source, r.strategy,
        r.as_of, r.completed_at, r.currency, r.turnover
      from stock_results r where r.owner = ${owner} and r.ticker = t.ticker and r.interval = ${interval}
      order by r.stale, r.as_of desc nulls last, r.completed_at desc nulls last, r.job_id desc limit 1
    ) f left join universe u on u.ticker = f.ticker
    where ${where}
  )`;
}

/** Findings in the order of what they are worth, not of their letters. */
const FROM_WEAKEST = sql`array_position(array['too_few', 'no_edge', 'better'], evidence)`;

function order({ sort }: Request): SQL {
  if (sort.by === 'ticker') return sql`ticker ${direction(sort.descending)}`;
  const value = sort.by === 'evidence' ? FROM_WEAKEST : sql.identifier(sort.by);
  return sql`${value} ${direction(sort.descending)} nulls last, ticker`;
}

const toRequest = (
  owner: string,
  { filter = {}, sort = { by: 'ticker', descending: false }, interval = '1d' }: LatestChoice,
): Request => ({ owner, filter, sort, interval });

interface Place {
  offset: number;
  limit: number;
}

/** True if tickers alone decide the page, so that other tickers' results need not be read. */
const byTicker = ({ sort, filter }: Request): boolean =>
  sort.by === 'ticker' && conditions(filter).length === 0;

/** The page's keys; includes the `total` of all pages unless the walk stops at the end of the page. */
function keysOf(request: Request, { offset, limit }: Place): SQL {
  const place = sql`limit ${limit}::int offset ${offset}::int`;
  if (!byTicker(request)) {
    return sql`with recursive ${tickers(request, ALL)}, ${latest(request, sql`t`)}
      select job_id, ticker, row_number() over (order by ${order(request)}) as place,
        count(*) over ()::int as total
      from latest order by place ${place}`;
  }
  const { descending } = request.sort;
  const some = sql`(select ticker from t where ticker is not null order by n ${place})`;
  return sql`with recursive ${tickers(request, { descending, most: offset + limit })}, ${latest(request, some)}
    select job_id, ticker, row_number() over (order by ${order(request)}) as place from latest order by place`;
}

function countOf(request: Request): SQL {
  const counted = conditions(request.filter).length === 0 ? sql`t where ticker is not null` : sql`latest`;
  return sql`with recursive ${tickers(request, ALL)}, ${latest(request, sql`t`)}
    select count(*)::int as total from ${counted}`;
}

const totalSchema = z.tuple([z.object({ total: z.number() })]);
const totalOf = ({ rows }: { rows: unknown }): number => totalSchema.parse(rows)[0].total;

/** A page of each ticker's latest result. Filters apply to the latest result, never to an earlier one. */
export async function latestOfEach(db: Database, owner: string, page: Place & LatestChoice): Promise<Latest> {
  const request = toRequest(owner, page);
  const keys = keysOf(request, page);
  if (byTicker(request)) {
    const [counted, results] = await db.batch([db.execute(countOf(request)), summaries(db, keys)]);
    return { results, total: totalOf(counted) };
  }
  const found = await summariesAndTotal(db, keys);
  // An empty page has no row to carry the total.
  const total = found[0]?.total ?? totalOf(await db.execute(countOf(request)));
  return { results: found.map(({ result }) => result), total };
}

const keySchema = z
  .object({ job_id: z.string(), ticker: z.string() })
  .transform(({ job_id, ticker }): ResultKey => ({ jobId: job_id, ticker }));

/** The keys of all latest results, in order: a stable list to export while results change. */
export async function latestKeys(db: Database, owner: string, choice: LatestChoice): Promise<ResultKey[]> {
  const all = { offset: 0, limit: MOST_KEYS };
  const { rows } = await db.execute(keysOf(toRequest(owner, choice), all));
  return z.array(keySchema).parse(rows);
}

/** The results for `keys`, in order; deleted ones are skipped. */
export async function resultsAt(db: Database, keys: readonly ResultKey[]): Promise<StockSummary[]> {
  const wanted = keys.map(({ jobId, ticker }, place) => ({ job_id: jobId, ticker, place }));
  return summaries(
    db,
    sql`select * from jsonb_to_recordset(${jsonText(wanted)}::jsonb) as w(job_id text, ticker text, place int)`,
  );
}
