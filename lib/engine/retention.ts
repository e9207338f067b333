import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { countOf } from '../db/count-of.ts';

export { countOf };

export interface RetentionContext {
  db: Database;
  /** False once this call has run long enough; the next day's call continues. */
  goOn(): boolean;
}

/** Deletes a product's expired data, in bounded batches. Returns counts by name. */
export type Retention = (context: RetentionContext) => Promise<Record<string, number>>;

/** Clears idempotency keys older than 24 hours. */
export const forgetKeys: Retention = async ({ db }) => {
  const { rows } = await db.execute(sql`with forgotten as (
      update jobs set idempotency_key = null
      where idempotency_key is not null and created_at < now() - interval '24 hours' returning 1
    ) select count(*)::int as count from forgotten`);
  return { keys_forgotten: countOf(rows) };
};
