import type { JobJson } from '../../lib/jobs/job-json.ts';

/** As GET /jobs answers. */
export interface JobList {
  data: JobJson[];
  next_cursor: string | null;
}

/** Where a job's result is shown; a job without one is shown itself. */
export function resultPath({ kind, id, status }: JobJson): string {
  if (status !== 'completed' && status !== 'completed_with_errors') return `/jobs/${id}`;
  if (kind === 'stocks') return '/stocks?sort=-completed_at';
  if (kind === 'profile') return `/profiles/${id}`;
  return kind === 'document' ? `/documents/${id}` : `/jobs/${id}`;
}

/** `completed_with_errors` → `Completed with errors` */
export function statusInWords(status: string): string {
  const words = status.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How long a job took, in ms; null unless it has ended. */
export function tookMs({ created_at, completed_at }: JobJson): number | null {
  return completed_at === null ? null : Date.parse(completed_at) - Date.parse(created_at);
}
