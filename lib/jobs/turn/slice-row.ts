import { type SQL, sql } from 'drizzle-orm';
import type { Arguments } from '../../db/stored-statement.ts';
import { UNFINISHED } from '../lifecycle.ts';
import { ENDED_COUNT } from './provider-news.ts';

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

/** Steps claimed and ended under the turn's token. */
function counts({ jobId, token }: Arguments<typeof SEEN_TYPES>): SQL {
  return sql`(select count(*) from steps s
    where s.job_id = ${jobId} and s.status = 'running' and s.token = ${token}), ${ENDED_COUNT}`;
}

export const SEEN_TYPES = {
  jobId: 'text',
  epoch: 'int',
  token: 'text',
  run: 'text',
  line: 'text',
  process: 'text',
  message: 'text',
} as const;

/**
 * After the claim: records that the slice is alive, or idle if the job has ended or nothing is pending and nothing
 * runs on its line, which is when it acknowledges. A turn that is sent again counts once.
 */
export function seenStatement(request: Arguments<typeof SEEN_TYPES>): SQL {
  const { jobId, epoch, token, run, line, process, message } = request;
  const again = sql`(slices.token is not distinct from excluded.token)::int`;
  return sql`insert into slices (job_id, id, epoch, line, process, message, token, claimed, ended, state)
    select j.id, ${run}, j.epoch, ${line}, ${process}, ${message}, ${token}, ${counts(request)}, case
      when not (j.${UNFINISHED}) then 'idle'
      when exists (select 1 from steps s where s.job_id = ${jobId} and s.stage = j.stage and s.status = 'pending')
        or exists (select 1 from steps s
          where s.job_id = ${jobId} and s.status = 'running' and s.line = ${line})
      then 'working' else 'idle' end
    from jobs j where j.id = ${jobId} and j.epoch = ${epoch}
    on conflict (job_id, id) do update set seen_at = clock_timestamp(), state = excluded.state,
      token = excluded.token, turns = slices.turns + 1 - ${again},
      claimed = slices.claimed + excluded.claimed * (1 - ${again}),
      ended = slices.ended + excluded.ended * (1 - ${again})
    returning id`;
}

/** The slice's continuation was accepted. Its line counts as alive until the continuation is overdue. */
export function handedOverStatement(jobId: string, run: string): SQL {
  return sql`update slices set state = 'handed_over', seen_at = clock_timestamp()
    where job_id = ${jobId} and id = ${run}`;
}
