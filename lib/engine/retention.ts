import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../db/client.ts';

export interface RetentionContext {
  db: Database;
  /** False once the call has taken long enough; another day's call goes on. */
  goOn(): boolean;
}

/** Deletes what a product no longer keeps, bounded so that one call stays short. Returns counts by name. */
export type Retention = (context: RetentionContext) => Promise<Record<string, number>>;

const counted = z.object({ count: z.number() });

/** A statement that ends in `select count(*)::int as count`. */
export function countOf(rows: unknown[] | undefined): number {
  return counted.parse(rows?.[0]).count;
}

/** Idempotency keys are kept 24 hours. */
export const forgetKeys: Retention = async ({ db }) => {
  const { rows } = await db.execute(sql`with forgotten as (
      update jobs set idempotency_key = null
      where idempotency_key is not null and created_at < now() - interval '24 hours' returning 1
    ) select count(*)::int as count from forgotten`);
  return { keys_forgotten: countOf(rows) };
};
