import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type JobsContext, query } from './context.ts';

const rowSchema = z.object({ input: z.unknown(), cut: z.boolean() });

/** The stored input of a job with its lists at most `items` long, and whether any was longer; null if it is gone. */
export async function readInput(
  context: JobsContext,
  jobId: string,
  items: number,
): Promise<z.infer<typeof rowSchema> | null> {
  // The database cuts the lists: a job of 10,000 symbols is looked at every second.
  const statement = sql`select case when jsonb_typeof(j.input) = 'object' then (
      select coalesce(jsonb_object_agg(key, case when jsonb_typeof(value) = 'array'
        then jsonb_path_query_array(value, ${`$[0 to ${items - 1}]`}::jsonpath) else value end), '{}')
      from jsonb_each(j.input)
    ) else j.input end as input,
    jsonb_typeof(j.input) = 'object' and exists (
      select 1 from jsonb_each(case when jsonb_typeof(j.input) = 'object' then j.input end)
      where case when jsonb_typeof(value) = 'array' then jsonb_array_length(value) > ${items}::int else false end
    ) as cut
    from jobs j where j.id = ${jobId}`;
  const { rows } = await query(context, () => context.db.execute(statement));
  return rows[0] === undefined ? null : rowSchema.parse(rows[0]);
}
