import { JOB_ID } from '../../http/route.ts';
import type { ReportJson } from './report-json.ts';
import type { TaskJson } from './task-json.ts';

/** A task that was just accepted. */
export const PENDING_TASK: TaskJson = {
  id: JOB_ID,
  job_id: JOB_ID,
  platform: 'bluesky',
  profile_id: 'bsky.app',
  status: 'pending',
  progress: 0,
  message: 'Waiting to begin.',
  error: null,
  error_code: null,
  duration: null,
  created_at: '2026-01-05T12:00:00.000Z',
  started_at: null,
  completed_at: null,
  links: {
    self: `/api/v1/tasks/${JOB_ID}`,
    status: `/api/v1/tasks/${JOB_ID}/status`,
    results: `/api/v1/tasks/${JOB_ID}/results`,
    download: `/api/v1/tasks/${JOB_ID}/download`,
    compare: `/api/v1/tasks/${JOB_ID}/compare`,
    retry: `/api/v1/tasks/${JOB_ID}/retry`,
    cancel: `/api/v1/tasks/${JOB_ID}/cancel`,
    job: `/api/v1/jobs/${JOB_ID}`,
  },
};

export const COMPLETED_TASK: TaskJson = {
  ...PENDING_TASK,
  status: 'completed',
  progress: 100,
  message: 'Completed.',
  duration: 1.84,
  started_at: '2026-01-05T12:00:00.310Z',
  completed_at: '2026-01-05T12:00:02.150Z',
};

/** Shortened to one analysis. */
export const REPORT: ReportJson = {
  report_version: 1,
  profile: {
    platform: 'bluesky',
    id: 'did:plc:z72i7hdynmk6r22z27h6tvur',
    handle: 'bsky.app',
    display_name: 'Bluesky',
    bio: null,
    url: 'https://bsky.app/profile/bsky.app',
    created_at: '2023-04-12T04:53:57.057Z',
    followers: 1_200,
    following: 9,
    posts: 640,
    has_avatar: true,
    verified: null,
    says_bot: null,
  },
  basis: {
    posts: 40,
    from: '2025-12-12T16:00:00.000Z',
    to: '2025-12-24T01:00:00.000Z',
    undated: 0,
    pages: 1,
    failed_pages: 0,
    skipped: {},
    changed: {},
    as_of: '2025-12-24T01:00:00.000Z',
    time_zone: 'UTC',
    mode: 'quick',
    max_posts: 200,
    capped: false,
  },
  findings: {
    activity: {
      posts: 40,
      findings: {
        by_kind: {
          n: 40,
          value: [{ kind: 'post', posts: 40, share: 1 }],
          post_ids: ['p40'],
          confidence: 'medium',
        },
      },
      not_assessed: [{ what: 'posts_per_week', why: 'the posts span too few weeks', needs: '4 full weeks' }],
    },
  },
  not_assessed: [
    {
      analysis: 'activity',
      what: 'posts_per_week',
      why: 'the posts span too few weeks',
      needs: '4 full weeks',
    },
  ],
  missing: [],
  disclaimer: 'This describes what was published and read, nothing else. It is no verdict on a person.',
};
