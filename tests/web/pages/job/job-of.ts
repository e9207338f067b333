import { type JobJson, jobJson } from '../../../../lib/jobs/job-json.ts';
import type { Job } from '../../../../lib/jobs/types.ts';

/** 5 January 2026, 14:43:00, wherever the tests run. */
export const NOW = new Date(2026, 0, 5, 14, 43).getTime();
export const iso = (ms: number): string => new Date(ms).toISOString();

const ROW: Job = {
  id: 'job_a',
  owner: 'ann',
  kind: 'stocks',
  analyzerVersion: 1,
  source: 'api',
  name: null,
  tags: [],
  againOf: null,
  status: 'processing',
  epoch: 1,
  stages: [{ name: 'analyze', share: 1, concurrency: 5, timeout_ms: 1, lease_ms: 1, provider: null }],
  stage: 0,
  stageTotal: 100,
  stageLeft: 60,
  total: 100,
  planned: 100,
  done: 40,
  failed: 0,
  error: null,
  cancelled: null,
  messages: 5,
  roundTrips: 10,
  functionMs: 2_000,
  revision: 1,
  createdAt: NOW - 10_000,
  startedAt: NOW - 9_600,
  completedAt: null,
  deadlineSeconds: 3_600,
  deadlineAt: NOW + 3_590_000,
  watch: 1,
  watchAt: NOW + 50_000,
  watchedAt: null,
  turnedAt: NOW - 100,
  webhook: null,
};

/** A job as the API tells it, from a row with these changes. */
export const jobOf = (row: Partial<Job> = {}, told: Partial<JobJson> = {}): JobJson => ({
  ...jobJson({ ...ROW, ...row }, NOW),
  ...told,
});
