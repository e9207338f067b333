import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../db/client.ts';
import { type JobsContext, query } from './context.ts';
import { unfinishedOf } from './lifecycle.ts';
import { UNLIMITED } from './provider-db-schema.ts';

const pauseSchema = z.object({
  code: z.string().nullable(),
  since_ms: z.number(),
  until_ms: z.number(),
  /** Its time is over: one step goes alone, to see whether the provider answers again. */
  probing: z.boolean(),
});

const rowSchema = z.object({
  name: z.string(),
  /** Null without a limit. */
  max_in_flight: z.number().nullable(),
  per_second: z.number().nullable(),
  burst: z.number().nullable(),
  step_ms: z.number().nullable(),
  running: z.number(),
  running_yours: z.number(),
  running_owners: z.number(),
  waiting: z.number(),
  waiting_yours: z.number(),
  pause: pauseSchema.nullable(),
});
/** A provider as one owner may see it: of others only how many there are. Times are Unix milliseconds. */
export type ProviderView = z.infer<typeof rowSchema>;

/**
 * All providers by name. Why one is paused is told by its code alone: the message that it was met with may name what
 * another owner asked for. @throws Refusal `database_unavailable`.
 */
export async function listProviders(context: JobsContext, owner: string): Promise<ProviderView[]> {
  const { rows } = await query(context, () => context.db.execute(viewsOf(owner)));
  return z.array(rowSchema).parse(rows);
}

const viewsOf = (
  owner: string,
) => sql`select p.name, nullif(p.max_in_flight, ${UNLIMITED}::int) as max_in_flight, p.per_second, p.burst, p.step_ms,
    r.running, r.running_yours, r.running_owners, w.waiting, w.waiting_yours,
    case when p.pauses > 0 and p.paused_at is not null and p.paused_until is not null then json_build_object(
      'code', p.pause_code, 'since_ms', ${ms(sql`p.paused_at`)}, 'until_ms', ${ms(sql`p.paused_until`)},
      'probing', p.paused_until <= clock_timestamp()) end as pause
  from providers p
    cross join lateral (
      select count(*)::int as running, (count(*) filter (where j.owner = ${owner}))::int as running_yours,
        count(distinct j.owner)::int as running_owners
      from steps s join jobs j on j.id = s.job_id
      where s.provider = p.name and s.status = 'running' and s.lease_until > clock_timestamp()
    ) r
    cross join lateral (
      select count(*)::int as waiting, (count(*) filter (where w.owner = ${owner}))::int as waiting_yours
      from provider_jobs w join jobs j on j.id = w.job_id
      where w.provider = p.name and w.wants > 0 and ${unfinishedOf('j')}
    ) w
  order by p.name`;
