import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import { UNFINISHED } from '../lifecycle.ts';

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

/** A turn as its slice's row counts it; the keys are those whose outcomes it has committed. */
export interface CountedTurn {
  epoch: number;
  token: string;
  keys: readonly string[];
}

/** Steps claimed and ended under the turn's token. */
function counts(jobId: string, { token, keys }: CountedTurn): SQL {
  const ended =
    keys.length === 0
      ? sql`0`
      : sql`(select count(*) from jsonb_array_elements_text(${jsonText(keys)}::jsonb) k(key) cross join lateral (
          select 1 from steps s
          where s.job_id = ${jobId} and s.key = k.key and s.finished_by = ${token} offset 0) x)`;
  return sql`(select count(*) from steps s
    where s.job_id = ${jobId} and s.status = 'running' and s.token = ${token}), ${ended}`;
}

/**
 * After the claim: records that the slice is alive, or idle if the job has ended or nothing is pending and nothing
 * runs on its line, which is when it acknowledges. A turn that is sent again counts once.
 */
export function seenStatement(
  jobId: string,
  turn: CountedTurn,
  { run, line, process, message }: SliceRef,
): SQL {
  const again = sql`(slices.token is not distinct from excluded.token)::int`;
  return sql`insert into slices (job_id, id, epoch, line, process, message, token, claimed, ended, state)
    select j.id, ${run}, j.epoch, ${line}, ${process}, ${message}, ${turn.token}, ${counts(jobId, turn)}, case
      when not (j.${UNFINISHED}) then 'idle'
      when exists (select 1 from steps s where s.job_id = j.id and s.stage = j.stage and s.status = 'pending')
        or exists (select 1 from steps s
          where s.job_id = j.id and s.status = 'running' and s.line = ${line})
      then 'working' else 'idle' end
    from jobs j where j.id = ${jobId} and j.epoch = ${turn.epoch}
    on conflict (job_id, id) do update set seen_at = clock_timestamp(), state = excluded.state,
      token = excluded.token, turns = slices.turns + 1 - ${again},
      claimed = slices.claimed + excluded.claimed * (1 - ${again}),
      ended = slices.ended + excluded.ended * (1 - ${again})`;
}

/** The slice's continuation was accepted. Its line counts as alive until the continuation is overdue. */
export function handedOverStatement(jobId: string, run: string): SQL {
  return sql`update slices set state = 'handed_over', seen_at = clock_timestamp()
    where job_id = ${jobId} and id = ${run}`;
}
