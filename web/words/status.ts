import type { JobStatus } from '../../lib/jobs/types.ts';

export const STATUSES: readonly JobStatus[] = [
  'queued',
  'processing',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
];

const WORDS: Readonly<Record<JobStatus, string>> = {
  queued: 'Waiting',
  processing: 'Running',
  completed: 'Done',
  completed_with_errors: 'Partly done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const statusWord = (status: JobStatus): string => WORDS[status];

export const isOver = (status: JobStatus): boolean => status !== 'queued' && status !== 'processing';

/** Whether there is something that a retry would do. */
export const canRetry = (status: JobStatus): boolean =>
  status === 'completed_with_errors' || status === 'failed' || status === 'cancelled';
