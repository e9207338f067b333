import { asc, count, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { stockResults, universe } from '../db-schema.ts';

/** A security's name, if known; for queries that left-join `universe`. */
const securityName = sql<string | null>`nullif(${universe.name}, '')`;

/** The same for queries of results: the name that came with the prices goes first. */
export const resultName = sql<string | null>`coalesce(${stockResults.name}, ${securityName})`;

/** All loaded tickers, in order. */
export async function universeTickers(db: Database): Promise<string[]> {
  const rows = await db.select({ ticker: universe.ticker }).from(universe).orderBy(asc(universe.ticker));
  return rows.map(({ ticker }) => ticker);
}

const columns = {
  ticker: universe.ticker,
  symbol: universe.symbol,
  name: securityName,
  exchange: sql<string | null>`nullif(${universe.exchange}, '')`,
  isin: universe.isin,
  list: universe.list,
  loadedAt: universe.loadedAt,
} as const;

export interface Security {
  ticker: string;
  symbol: string;
  name: string | null;
  exchange: string | null;
  isin: string | null;
  list: string;
  loadedAt: Date;
}

const holds = (column: SQL | typeof universe.ticker, wanted: string): SQL =>
  sql`strpos(lower(${column}), lower(${wanted})) > 0`;

/** A page of loaded securities, by ticker, whose ticker, name or exchange contains `search`. */
export async function searchUniverse(
  db: Database,
  { search, offset, limit }: { search: string; offset: number; limit: number },
): Promise<{ securities: Security[]; total: number }> {
  const found =
    search === ''
      ? undefined
      : or(
          holds(universe.ticker, search),
          holds(sql`${universe.name}`, search),
          holds(sql`${universe.exchange}`, search),
        );
  const [counted, securities] = await db.batch([
    db.select({ total: count() }).from(universe).where(found),
    db.select(columns).from(universe).where(found).orderBy(asc(universe.ticker)).limit(limit).offset(offset),
  ]);
  return { securities, total: counted[0]?.total ?? 0 };
}
