import { z } from 'zod';
import type { Audit } from './audit.ts';
import type { Violations } from './checks.ts';
import { type Behaviour, behaviourOf } from './shapes.ts';

const failedStep = z.object({ job_id: z.string(), key: z.string(), code: z.string(), message: z.string() });

/** The reasons with which a step fails by its own doing. Others never fail by themselves. */
const OWN_REASONS: Partial<Record<Behaviour, string[]>> = {
  BAD: ['bad_step'],
  DOWN: ['down_step'],
  LATE: ['late_step'],
  KILL: ['lost_too_often'],
  BLOCK: ['lost_too_often', 'step_timeout'],
};

/** True of any step that was stalled by faults in each of its attempts. */
const BY_FAULTS = new Set(['step_timeout']);

/** Whether a reason says that the step's function died. */
function namesDeath({ code, message }: { code: string; message: string }): boolean {
  return code === 'lost_too_often' || /\b(death|died|dies|killed)\b/i.test(message);
}

const jobWithFalseReason = z.object({ what: z.string() });

const FALSE_JOB_REASONS = [
  `select id || ' ended at its deadline ' || (deadline_at - completed_at) || ' too early' as what from jobs
    where error_code = 'deadline_exceeded' and completed_at < deadline_at`,
  `select id || ' failed without a reason' as what from jobs where status = 'failed' and error_code is null`,
  `select id || ' failed with ' || error_code || ', unlike any of its steps' as what from jobs
    where error_code <> 'deadline_exceeded' and status = 'failed' and not exists (
      select 1 from steps s where s.job_id = jobs.id and s.status = 'failed' and s.error_code = jobs.error_code)`,
];

/**
 * Finds innocents and false reasons.
 * @returns how many steps that should have succeeded failed because faults took every attempt.
 */
export async function checkReasons(audit: Audit, violations: Violations): Promise<number> {
  const failed = await audit.rows(
    failedStep,
    `select job_id, key, coalesce(error_code, '') as code, coalesce(error_message, '') as message
      from steps where status = 'failed'`,
  );
  let given = 0;
  for (const { job_id, key, code, message } of failed) {
    const own = OWN_REASONS[behaviourOf(key)];
    if (own?.includes(code)) continue;
    const what = `${job_id} ${key} failed with ${code}: ${message}`;
    if (namesDeath({ code, message })) violations[own ? 'falseReasons' : 'innocents'].push(what);
    else if (BY_FAULTS.has(code)) given++;
    else violations.falseReasons.push(what);
  }
  for (const text of FALSE_JOB_REASONS) {
    const jobs = await audit.rows(jobWithFalseReason, text);
    violations.falseReasons.push(...jobs.map(({ what }) => what));
  }
  return given;
}
