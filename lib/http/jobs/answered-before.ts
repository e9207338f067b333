import type { Submission } from '../../engine/accept/submission.ts';
import { query } from '../../jobs/context.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';

/** Whoever sends a key says which requests are the same; who waits for a callback, or tags a job, gets one. */
const wantsItsOwn = ({ idempotencyKey, callbackUrl, deadlineSeconds, labels }: Submission): boolean =>
  idempotencyKey !== null ||
  (callbackUrl ?? null) !== null ||
  deadlineSeconds !== undefined ||
  (labels?.tags ?? []).length > 0;

/** The complete job that answers a request, as it has the same result; null if a new one does. */
export async function answeredBefore(
  { jobs }: Pick<HttpContext, 'jobs'>,
  submission: Submission,
  again: boolean,
): Promise<Job | null> {
  const { owner, asked } = submission;
  if (again || wantsItsOwn(submission)) return null;
  const id = await asked.sameResult(owner, (call) => query(jobs, call));
  return id === null ? null : getJob(jobs, owner, id);
}
