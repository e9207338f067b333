import { and, desc, eq, gte, type InferSelectModel, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { isBare, symbolOf } from '../symbols.ts';
import { stockChanges } from './db-schema.ts';
import type { ChangeKind } from './kinds.ts';

export type StockChange = InferSelectModel<typeof stockChanges>;

/** The place of a change in the order of lists. */
export interface ChangePlace {
  createdAt: Date;
  id: string;
}

export interface ChangesAsked {
  owner: string;
  /** Told then or later. */
  since?: Date | undefined;
  /** A bare symbol is that of every exchange. */
  symbol?: string | undefined;
  kind?: ChangeKind | undefined;
  /** The job whose results differ. */
  jobId?: string | undefined;
  /** Only changes after this one; null begins with the newest. */
  after: ChangePlace | null;
  limit: number;
}

const ofSymbol = (symbol: string) =>
  isBare(symbol)
    ? eq(stockChanges.symbol, symbol)
    : and(eq(stockChanges.ticker, symbol), eq(stockChanges.symbol, symbolOf(symbol)));

/** The query behind a page, and one more row, which says whether another page follows. */
export function changesQuery(
  db: Database,
  { owner, since, symbol, kind, jobId, after, limit }: ChangesAsked,
) {
  const { createdAt, id } = stockChanges;
  const behind = ({ createdAt: at, id: last }: ChangePlace) =>
    sql`(${createdAt}, ${id}) < (${at.toISOString()}::timestamptz, ${last})`;
  return db
    .select()
    .from(stockChanges)
    .where(
      and(
        eq(stockChanges.owner, owner),
        since && gte(createdAt, since),
        symbol === undefined ? undefined : ofSymbol(symbol),
        kind && eq(stockChanges.kind, kind),
        jobId === undefined ? undefined : eq(stockChanges.jobId, jobId),
        after ? behind(after) : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1);
}

/** Changes, newest first; `last` is the place of the last one if more follow. */
export async function listChanges(
  db: Database,
  asked: ChangesAsked,
): Promise<{ changes: StockChange[]; last: ChangePlace | null }> {
  const rows = await changesQuery(db, asked);
  const changes = rows.slice(0, asked.limit);
  return { changes, last: rows.length > asked.limit ? (changes.at(-1) ?? null) : null };
}
