import { z } from 'zod';
import type { Audit } from './audit.ts';
import type { Caller } from './driver.ts';
import { checkReasons } from './reasons.ts';

/** Invariant violations by kind; empty if there are none. */
export interface Violations {
  /** Accepted jobs that are missing, and done steps without their effect. */
  lost: string[];
  /** Effects that happened twice, or after the job's end. */
  doubled: string[];
  /** Jobs that have not ended. */
  stuck: string[];
  /** Progress or counters that decreased within an epoch. */
  reversals: string[];
  /** Steps that do no harm and failed because a function died. */
  innocents: string[];
  /** Failed steps and jobs whose reason is not the true one. */
  falseReasons: string[];
  /** Epochs with more than one chain of watchdogs. */
  chains: string[];
  /** Jobs that came to their provider in vain more often than their share says. */
  starved: string[];
  /** Everything else: counters, statuses, keys, terminal states that changed. */
  broken: string[];
}

const TERMINAL = `('completed', 'completed_with_errors', 'failed', 'cancelled')`;
const found = z.object({ what: z.string() });

const QUERIES: { as: keyof Violations; text: string }[] = [
  {
    as: 'stuck',
    text: `select id || ' is ' || status as what from jobs where status not in ${TERMINAL}`,
  },
  {
    as: 'lost',
    text: `select s.job_id || ' ' || s.key || ' is done without its effect' as what from steps s
      where s.status = 'done' and not exists (select 1 from chaos_effects e
        where e.job_id = s.job_id and e.key = s.key and e.token = s.finished_by)`,
  },
  {
    as: 'doubled',
    text: `select job_id || ' ' || key || ' had its effect ' || count(*) || ' times' as what
      from chaos_effects group by job_id, key having count(*) > 1`,
  },
  {
    as: 'doubled',
    text: `select e.job_id || ' ' || e.key || ' had its effect, but is ' || s.status as what
      from chaos_effects e join steps s on s.job_id = e.job_id and s.key = e.key where s.status <> 'done'`,
  },
  {
    as: 'doubled',
    text: `select e.job_id || ' ' || e.key || ' had its effect after the job was ' || h.status as what
      from chaos_effects e join chaos_history h on h.job_id = e.job_id and h.status in ${TERMINAL} and h.at < e.at
      where not exists (select 1 from chaos_history later
        where later.job_id = h.job_id and later.epoch > h.epoch and later.at <= e.at)`,
  },
  {
    as: 'reversals',
    text: `select job_id || ' went back in epoch ' || epoch as what from chaos_history where kind = 'went_back'`,
  },
  {
    as: 'broken',
    text: `select job_id || ' became ' || status || ' after ' || old_status || ' in one epoch' as what
      from chaos_history where old_status in ${TERMINAL} and old_epoch = epoch and status <> old_status`,
  },
  {
    as: 'broken',
    text: `select j.id || ' counts ' || j.done || '+' || j.failed || '/' || j.total || ', its rows say '
        || c.done || '+' || c.failed || '/' || c.total as what
      from jobs j join (
        select job_id, count(*) total, count(*) filter (where status = 'done') done,
          count(*) filter (where status = 'failed') failed from steps group by job_id
      ) c on c.job_id = j.id
      where j.total <> c.total or j.done <> c.done or j.failed <> c.failed`,
  },
  {
    as: 'broken',
    text: `select id || ' is ' || status || ' with ' || done || '+' || failed || '/' || total as what from jobs
      where (status = 'completed' and done <> total) or (status = 'failed' and done > 0)
        or (status = 'completed_with_errors' and (done = 0 or done = total))`,
  },
  {
    as: 'broken',
    text: `select 'the key ' || idempotency_key || ' has made ' || count(*) || ' jobs' as what from jobs
      where idempotency_key is not null group by owner, idempotency_key having count(*) > 1`,
  },
];

const present = z.object({ id: z.string(), key: z.string() });

/** Percent and steps of one caller, in the order seen. */
function checkProgress({ key, seen }: Caller, violations: Violations): void {
  for (const [i, now] of seen.entries()) {
    const last = seen[i - 1];
    if (!last) continue;
    const less = now.percent < last.percent || now.completed < last.completed;
    if (now.epoch < last.epoch || (now.epoch === last.epoch && less)) {
      violations.reversals.push(`${key}: ${JSON.stringify(last)}, then ${JSON.stringify(now)}`);
    }
  }
}

function checkCallers(callers: Caller[], jobs: z.infer<typeof present>[], violations: Violations): void {
  const present = new Set(jobs.map(({ id }) => id));
  const keys = new Set(callers.map(({ key }) => key));
  for (const { id, key } of jobs) if (!keys.has(key)) violations.broken.push(`${id} was never asked for`);
  for (const caller of callers) {
    const ids = [...caller.ids];
    const lost = ids.filter((id) => !present.has(id));
    violations.lost.push(...lost.map((id) => `${id} was accepted and is not there`));
    if (ids.length > 1) violations.broken.push(`${caller.key} was answered with ${ids.join(', ')}`);
    checkProgress(caller, violations);
  }
}

const ended = z.object({ job_id: z.string(), epoch: z.number(), status: z.string() });

async function checkCancellations(audit: Audit, callers: Caller[], violations: Violations): Promise<void> {
  const ends = await audit.rows(
    ended,
    `select job_id, epoch, status from chaos_history where status in ${TERMINAL}`,
  );
  const byLife = new Map(ends.map(({ job_id, epoch, status }) => [`${job_id}/${epoch}`, status]));
  for (const { ids, cancelledIn } of callers) {
    for (const epoch of cancelledIn) {
      const status = byLife.get(`${[...ids][0]}/${epoch}`);
      if (status !== 'cancelled') violations.broken.push(`${[...ids][0]} was cancelled and is ${status}`);
    }
  }
}

/** Violations visible in the database alone. While jobs run, those count as `stuck`. */
export async function findViolations(audit: Audit): Promise<Violations> {
  const violations = noViolations();
  for (const { as, text } of QUERIES) {
    const rows = await audit.rows(found, text);
    violations[as].push(...rows.map(({ what }) => what));
  }
  return violations;
}

function noViolations(): Violations {
  return {
    lost: [],
    doubled: [],
    stuck: [],
    reversals: [],
    innocents: [],
    falseReasons: [],
    chains: [],
    starved: [],
    broken: [],
  };
}

/** @returns the violations, and the number of steps that should have succeeded but failed because of faults. */
export async function check(
  audit: Audit,
  callers: Caller[],
): Promise<{ violations: Violations; givenUp: number }> {
  const violations = await findViolations(audit);
  const jobs = await audit.rows(present, `select id, coalesce(idempotency_key, '') as key from jobs`);
  checkCallers(callers, jobs, violations);
  await checkCancellations(audit, callers, violations);
  return { violations, givenUp: await checkReasons(audit, violations) };
}
