import pg from 'pg';
import type { Database } from '../../../../lib/db/client.ts';
import { sqlState } from '../../../../lib/db/error-chain.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';
import { jobsContext } from '../../../support/jobs.ts';

type Row = Record<string, unknown>;

/** A database in which a guard may be taken away without anybody else noticing. */
export interface Own extends FreshDatabase {
  /** What use cases are given; its queue accepts everything. */
  context: ReturnType<typeof jobsContext>;
  db: Database;
  /** Straight to PostgreSQL, on a connection that no code of the service shares. */
  query(text: string, params?: unknown[]): Promise<Row[]>;
}

export async function withOwn<T>(work: (own: Own) => Promise<T>): Promise<T> {
  const fresh = await freshDatabase();
  const client = new pg.Client({ connectionString: fresh.directUrl });
  // The database is dropped with whoever is connected.
  client.on('error', () => {});
  await client.connect();
  const context = jobsContext(fresh.url);
  const query = async (text: string, params?: unknown[]) => {
    const { rows } = await client.query<Row>(text, params);
    return rows;
  };
  try {
    return await work({ ...fresh, context, db: context.db, query });
  } finally {
    await client.end();
    await fresh.drop();
  }
}

/** `let in`, or why the database refused: its SQLSTATE. */
export async function fateOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'let in';
  } catch (error) {
    const state = sqlState(error);
    if (state === undefined) throw error;
    return `refused ${state}`;
  }
}
