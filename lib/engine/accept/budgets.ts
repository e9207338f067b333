import { sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';

/** Writes the configured budgets; does not touch unchanged rows. */
export function budgetStatement(budgets: Record<string, number>) {
  const wanted = Object.entries(budgets).map(([name, max]) => ({ name, max }));
  return sql`insert into providers (name, max_in_flight)
    select name, max from jsonb_to_recordset(${jsonText(wanted)}::jsonb) as b(name text, max int) order by name
    on conflict (name) do update set max_in_flight = excluded.max_in_flight
    where providers.max_in_flight <> excluded.max_in_flight`;
}
