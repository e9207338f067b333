import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import {
  ALL,
  type Answer,
  AT,
  began,
  ENDED,
  GONE,
  LATER,
  PAUSED,
  QUEUED,
  running,
  SOON,
  says,
} from './scenes.ts';
import { AFTER_THEN, type Scene, saidOfJob, staged, THEN } from './staged.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const JOBS: [situation: string, scene: Scene, answer: Answer][] = [
  [
    'its first slice',
    { job: `${QUEUED}, ${began(1)}`, slice: null },
    says(
      'first_slice',
      /^Accepted [12]\.\d s ago; its messages are with the queue, and the first usually comes/,
    ),
  ],
  [
    'its first slice, after a retry was pressed',
    { job: `${QUEUED}, ${began(1)}, epoch = 2`, slice: null },
    says('first_slice', /^Begun again [12]\.\d s ago;/),
  ],
  [
    'its first slice for too long',
    {
      job: `${QUEUED}, ${began(45)}`,
      slice: null,
    },
    says(
      'first_slice_overdue',
      new RegExp(
        `^No function has come for 4\\d s: the queue is slow, or does not reach this deployment; GET /api/v1/health says what is wrong\\. Its watchdog looks at ${AT}\\.$`,
      ),
      THEN,
    ),
  ],
  [
    'a retry of its only step that is left',
    { steps: [`status = 'done' where key <> 's0'`, `${LATER} where key = 's0'`], slice: GONE },
    says('retry', `s0 waits for another try; try 3 of 4 is at ${AT} after: Yahoo said 429.`, THEN),
  ],
  [
    'retries of several steps',
    { steps: [`${LATER} ${ALL}`, `due_at = '${AFTER_THEN}' where key <> 's3' and stage = 0`], slice: GONE },
    says(
      'retries',
      `5 steps wait for another try. The first: s3 waits for another try; try 3 of 4 is at ${AT} after: Yahoo said 429.`,
      THEN,
    ),
  ],
  [
    'a retry that would come after its deadline',
    { job: `deadline_at = '2099-01-01T00:00:00Z'`, steps: [`${LATER} ${ALL}`], slice: GONE },
    says(
      'deadline',
      /Yahoo said 429\. That is after the deadline: the job ends at 2099-01-01 00:00:00 UTC\.$/,
      '2099-01-01T00:00:00Z',
    ),
  ],
  [
    'the lease of a dead function that outlasts its deadline',
    {
      job: `deadline_at = '2099-01-01T00:00:00Z'`,
      steps: [`${running(`'${THEN}'`)} ${ALL}`],
      slice: GONE,
    },
    says('deadline', /at the latest\. That is after the deadline:/, '2099-01-01T00:00:00Z'),
  ],
  [
    'nothing: its deadline has passed, and whoever looks ends it',
    { job: `deadline_at = clock_timestamp()`, steps: [`${LATER} ${ALL}`], slice: GONE },
    null,
  ],
  [
    'the lease of a dead function',
    { steps: [`${running(`'${THEN}'`)} ${ALL}`], slice: `seen_at = '2020-05-05T10:20:30Z'` },
    says(
      'dead_lease',
      `A function was last heard of at 2020-05-05 10:20:30 UTC. If it has died, its 5 steps come back at ${AT} at the latest.`,
      THEN,
    ),
  ],
  [
    'the lease of a dead function, though other steps are due',
    {
      steps: [`${running(`'${THEN}'`)} where key = 's0'`, `due_at = '2020-01-01' where stage = 0`],
      slice: `seen_at = '2020-05-05T10:20:30Z'`,
    },
    says(
      'dead_lease',
      `A function was last heard of at 2020-05-05 10:20:30 UTC. If it has died, its step comes back at ${AT} at the latest.`,
      THEN,
    ),
  ],
  [
    'the earlier of a lease and a retry',
    {
      steps: [
        `${running(`'${AFTER_THEN}'`)} ${ALL}`,
        `status = 'pending', token = null, lease_until = null, ${LATER} where key = 's2'`,
      ],
      slice: GONE,
    },
    says('retry', /^s2 waits for another try; try 3 of 4/, THEN),
  ],
  [
    'the function to which its work was handed over',
    { slice: `state = 'handed_over'` },
    says(
      'handed_over',
      /^The work was handed over at \d\d:\d\d:\d\d UTC; the next function usually begins within a second\.$/,
    ),
  ],
  [
    'its next stage',
    { job: 'stage = 1, stage_total = 1, stage_left = 1', steps: [`status = 'done' ${ALL}`] },
    says('between_stages', '"read" is over; "write" begins with 1 step.'),
  ],
  [
    'the next turn of a function that is there',
    { job: 'stage_left = 3' },
    says('turn', 'It is due; a function takes it with one of its next turns.'),
  ],
  [
    'its watchdog, since nobody is alive',
    { steps: [`due_at = '2020-01-01' ${ALL}`], slice: GONE },
    says('watchdog', `No function works on it. Its watchdog looks at ${AT}, and sends for one.`, THEN),
  ],
  [
    'its watchdog, since a lease has ended and nobody is alive',
    { steps: [`${running(`'2020-01-01'`)} ${ALL}`], slice: GONE },
    says('watchdog', /^No function works on it\./, THEN),
  ],
  [
    'whoever looks, since its watchdog has not come',
    { job: `watch_at = '2020-01-01'`, steps: [`due_at = '2020-01-01' ${ALL}`], slice: GONE },
    says(
      'watchdog_overdue',
      'No function works on it, and its watchdog was due at 2020-01-01 00:00:00 UTC. Whoever looks at the job sends for one; so does the sweeper, within minutes.',
    ),
  ],
  ['nothing: its steps run', { steps: [`${running(SOON)} ${ALL}`] }, null],
  [
    'nothing: its steps run, and one is tried again later',
    {
      steps: [
        `${running(SOON)} ${ALL}`,
        `status = 'pending', token = null, lease_until = null, ${LATER} where key = 's2'`,
      ],
    },
    null,
  ],
  ...['completed', 'completed_with_errors', 'failed', 'cancelled'].map((status): (typeof JOBS)[number] => [
    `nothing: it is ${status}`,
    {
      job: `status = '${status}', completed_at = clock_timestamp()`,
      steps: [`${LATER} ${ALL}`],
      slice: GONE,
      provider: PAUSED,
    },
    null,
  ]),
  [
    'nothing: it has ended, and told its receiver',
    { job: `${ENDED}, callback_url = 'https://a.test', webhook_status = 'delivered'` },
    null,
  ],
  [
    'the queue, for its event',
    { job: `${ENDED}, callback_url = 'https://a.test', webhook_status = 'pending', webhook_due = 1` },
    says('event_due', 'It has ended; its event is not with the queue yet.'),
  ],
  [
    'its receiver',
    {
      job: `${ENDED}, callback_url = 'https://a.test', webhook_status = 'pending', webhook_attempts = 2, webhook_last_error = 'status 503'`,
    },
    says(
      'event',
      'It has ended; its event is on its way to the receiver. 2 attempts so far, the last: status 503.',
    ),
  ],
];

describe('a job waits for', () => {
  test.each(JOBS)('%s', async (_, scene, answer) => {
    expect(await saidOfJob(context, await staged(context, scene))).toEqual(answer);
  });
});
