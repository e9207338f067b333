import { type SQL, sql } from 'drizzle-orm';

/** The invocation that takes a turn. */
export interface SliceRef {
  /** Unique to the invocation. */
  run: string;
  line: string;
  /** The process it runs in; slices may share one. */
  process: string;
  /** The queue's id of its message, which several deliveries share. */
  message: string;
}

/**
 * After the claim: records that the slice is alive, or idle if nothing is pending and nothing runs on its
 * line, which is when it acknowledges.
 */
export function seenStatement(jobId: string, epoch: number, { run, line, process, message }: SliceRef): SQL {
  return sql`insert into slices (job_id, id, epoch, line, process, message, state)
    select j.id, ${run}, j.epoch, ${line}, ${process}, ${message}, case
      when exists (select 1 from steps s where s.job_id = j.id and s.stage = j.stage and s.status = 'pending')
        or exists (select 1 from steps s
          where s.job_id = j.id and s.status = 'running' and s.line = ${line})
      then 'working' else 'idle' end
    from jobs j where j.id = ${jobId} and j.epoch = ${epoch}
    on conflict (job_id, id) do update set
      seen_at = clock_timestamp(), turns = slices.turns + 1, state = excluded.state`;
}

/** The slice's continuation was accepted. Its line counts as alive until the continuation is overdue. */
export function handedOverStatement(jobId: string, run: string): SQL {
  return sql`update slices set state = 'handed_over', seen_at = clock_timestamp()
    where job_id = ${jobId} and id = ${run}`;
}
