import type { JobJson } from '../../lib/jobs/job-json.ts';

/** As GET /jobs answers. */
export interface JobList {
  data: JobJson[];
  next_cursor: string | null;
}

/** How long a job took, in ms; null unless it has ended. */
export function tookMs({ created_at, completed_at }: JobJson): number | null {
  return completed_at === null ? null : Date.parse(completed_at) - Date.parse(created_at);
}
