import { type SQL, sql } from 'drizzle-orm';
import { UNFINISHED } from '../lifecycle.ts';

/** The watchdog whose successor has just been accepted by the queue. */
export interface Watched {
  generation: number;
  /** When the successor is due, in seconds from now. */
  delaySeconds: number;
}

/**
 * Passes the job to the next generation of its watchdog, whose message must have been accepted before.
 * Returns whether anything moved since the last look.
 */
export function watchStatement(jobId: string, epoch: number, { generation, delaySeconds }: Watched): SQL {
  return sql`with before as (
    select id, moves > watch_moves as moved from jobs
    where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED} and watch <= ${generation}::int
  )
  update jobs set watch = ${generation + 1}::int, watch_moves = moves, watched_at = clock_timestamp(),
    watch_at = clock_timestamp() + ${delaySeconds}::int * interval '1 s', revision = revision + 1
  from before where jobs.id = before.id
  returning before.moved`;
}
