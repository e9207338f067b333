import type { JobJson } from '../../lib/jobs/job-json.ts';

/** Whether a job will not change any more. */
export const hasEnded = ({ status }: Pick<JobJson, 'status'>): boolean =>
  status !== 'queued' && status !== 'processing';
