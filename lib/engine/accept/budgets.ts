import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import type { ProviderLimits } from '../../jobs/types.ts';

/** The configured limits as JSON for `budgetStatement`. A new rate begins with a full bucket. */
export function budgetRows(budgets: Readonly<Record<string, ProviderLimits>>): string {
  const rows = Object.entries(budgets).map(([name, { maxInFlight, perSecond, burst }]) => ({
    name,
    max: maxInFlight,
    rate: perSecond ?? null,
    burst: perSecond === undefined ? null : (burst ?? Math.max(1, Math.ceil(perSecond))),
  }));
  return jsonText(rows);
}

/**
 * Writes the configured limits. Unchanged rows are left out before the insert: a conflict locks the row even where its
 * update does nothing, and every turn of every job waits for that lock.
 * @param rows `budgetRows`, as jsonb
 */
export function budgetStatement(rows: SQL): SQL {
  const otherRate = sql`(providers.per_second, providers.burst) is distinct from (excluded.per_second, excluded.burst)`;
  return sql`insert into providers (name, max_in_flight, per_second, burst)
    select name, max, rate, burst from jsonb_to_recordset(${rows})
      as b(name text, max int, rate float8, burst int)
    where not exists (select 1 from providers p where p.name = b.name
      and (p.max_in_flight, p.per_second, p.burst) is not distinct from (b.max, b.rate, b.burst))
    order by name
    on conflict (name) do update set max_in_flight = excluded.max_in_flight, per_second = excluded.per_second,
      burst = excluded.burst,
      tokens = case when ${otherRate} then null else providers.tokens end,
      refilled_at = case when ${otherRate} then null else providers.refilled_at end
    where providers.max_in_flight <> excluded.max_in_flight or ${otherRate}
    returning name`;
}
