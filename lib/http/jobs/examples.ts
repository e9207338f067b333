import type { JobJson } from '../../jobs/job-json.ts';

export const JOB_ID = 'job_01k0a3v5zq8m4n7p2r6t9w';
export const CURSOR = 'am9iXzAxazBhM3Y1eng';

const links = {
  self: `/api/v1/jobs/${JOB_ID}`,
  steps: `/api/v1/jobs/${JOB_ID}/steps`,
  slices: `/api/v1/jobs/${JOB_ID}/slices`,
  result: `/api/v1/jobs/${JOB_ID}/result`,
  cancel: `/api/v1/jobs/${JOB_ID}/cancel`,
  retry: `/api/v1/jobs/${JOB_ID}/retry`,
};

/** A job that was just accepted. */
export const QUEUED_JOB: JobJson = {
  id: JOB_ID,
  kind: 'stocks',
  status: 'queued',
  progress: { percent: 0, total: 2, completed: 0, failed: 0, stage: 'analyze', eta_seconds: null },
  epoch: 1,
  source: 'api',
  name: null,
  tags: [],
  again_of: null,
  error: null,
  waits: null,
  watchdog: null,
  cancelled_by: null,
  cancel_reason: null,
  usage: { messages: 0, round_trips: 0, function_ms: 0, cost_usd: 0 },
  webhook: null,
  created_at: '2026-01-05T12:00:00.000Z',
  started_at: null,
  completed_at: null,
  deadline_at: '2026-01-05T13:00:00.000Z',
  links,
};

export const COMPLETED_JOB: JobJson = {
  ...QUEUED_JOB,
  status: 'completed',
  progress: { percent: 100, total: 2, completed: 2, failed: 0, stage: null, eta_seconds: null },
  usage: { messages: 2, round_trips: 9, function_ms: 1_840, cost_usd: 0.00006 },
  started_at: '2026-01-05T12:00:00.310Z',
  completed_at: '2026-01-05T12:00:02.150Z',
};

export const CANCELLED_JOB: JobJson = {
  ...COMPLETED_JOB,
  status: 'cancelled',
  progress: { ...COMPLETED_JOB.progress, percent: 50, completed: 1 },
  cancelled_by: 'ada',
  cancel_reason: 'Wrong list.',
};

const WAITING: Pick<JobJson, 'waits' | 'watchdog'> = {
  waits: {
    code: 'provider_budget',
    text: 'yahoo takes 5 steps at once; 5 are running, 2 of them yours; the next 40 steps of this job wait. It asks again at about 12:00:09 UTC.',
    until: '2026-01-05T12:00:09.000Z',
  },
  watchdog: { last_seen: null, next: '2026-01-05T12:01:00.000Z' },
};

/** A job that its provider holds up. */
export const WAITING_JOB: JobJson = {
  ...QUEUED_JOB,
  ...WAITING,
  status: 'processing',
  progress: { percent: 20, total: 50, completed: 10, failed: 0, stage: 'analyze', eta_seconds: 8 },
  usage: { messages: 2, round_trips: 9, function_ms: 1_840, cost_usd: 0.00006 },
  started_at: '2026-01-05T12:00:00.310Z',
};
