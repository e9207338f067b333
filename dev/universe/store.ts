import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../lib/core/json.ts';
import { type Database, transact } from '../../lib/db/client.ts';
import type { ListedSecurity } from './read-list.ts';

/** Result of loading a list, in tickers. */
export interface Loaded {
  added: number;
  /** Already on this list. */
  replaced: number;
  /** Moved here from another list. */
  moved: number;
  /** No longer on this list. */
  removed: number;
  /** On all lists, afterwards. */
  total: number;
}

const loadedSchema = z.tuple([
  z.unknown(),
  z.tuple([z.object({ added: z.number(), replaced: z.number(), moved: z.number(), removed: z.number() })]),
  z.tuple([z.object({ total: z.number() })]),
]);

/** Replaces the list of that name in one transaction. Concurrent loads run one after another. */
export async function loadList(
  db: Database,
  list: string,
  securities: readonly ListedSecurity[],
): Promise<Loaded> {
  const load = sql`with given as materialized (
      select * from jsonb_to_recordset(${jsonText(securities)}::jsonb)
        as g(ticker text, symbol text, name text, exchange text, isin text)
    ),
    before as materialized (select u.ticker, u.list from universe u join given using (ticker)),
    gone as (
      delete from universe u where u.list = ${list} and not exists (select from given g where g.ticker = u.ticker)
      returning u.ticker
    ),
    put as (
      insert into universe (ticker, symbol, name, exchange, isin, list)
      select ticker, symbol, name, exchange, isin, ${list}::text from given order by ticker
      on conflict (ticker) do update set symbol = excluded.symbol, name = excluded.name, list = excluded.list,
        exchange = excluded.exchange, isin = excluded.isin, loaded_at = excluded.loaded_at
      returning ticker
    )
    select count(*) filter (where before.list is null)::int as added,
      count(*) filter (where before.list = ${list})::int as replaced,
      count(*) filter (where before.list <> ${list})::int as moved,
      (select count(*)::int from gone) as removed
    from put left join before using (ticker)`;
  const answers = await transact(db, [
    sql`lock table universe in share row exclusive mode`,
    load,
    sql`select count(*)::int as total from universe`,
  ]);
  const [, [counts], [{ total }]] = loadedSchema.parse(answers);
  return { ...counts, total };
}

const listsSchema = z.array(
  z.object({ list: z.string(), exchanges: z.string(), tickers: z.number(), loaded_at: z.string() }),
);

/** The loaded lists, by name. */
export async function listsOf(db: Database): Promise<z.infer<typeof listsSchema>> {
  const { rows } = await db.execute(sql`select list, count(*)::int as tickers,
      coalesce(string_agg(distinct nullif(exchange, ''), ', '), '') as exchanges,
      to_char(max(loaded_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') as loaded_at
    from universe group by list order by list`);
  return listsSchema.parse(rows);
}

/** Removes a list. @returns the number of its tickers. */
export async function removeList(db: Database, list: string): Promise<number> {
  const { rows } = await db.execute(sql`delete from universe where list = ${list} returning ticker`);
  return rows.length;
}
