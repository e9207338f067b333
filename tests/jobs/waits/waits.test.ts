import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { AFTER_THEN, type Said, type Scene, saidOfJob, saidOfStep, staged, THEN } from './staged.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

type Answer = (Omit<Said, 'text'> & { text: unknown }) | null;

const AT = '2100-01-01 00:00:00 UTC';
const says = (code: string, text: string | RegExp, until: string | null = null): Answer => ({
  code,
  text: typeof text === 'string' ? text : expect.stringMatching(text),
  until,
});

const QUEUED = `status = 'queued', turned_at = null`;
const began = (seconds: number) =>
  `deadline_seconds = 3600, deadline_at = clock_timestamp() + interval '${3600 - seconds} s'`;
const ENDED = `status = 'completed', completed_at = clock_timestamp()`;
const GONE = `seen_at = clock_timestamp() - interval '1 hour'`;
const LATER = `due_at = '${THEN}', attempts = 2, error_code = 'rate_limited', error_message = 'Yahoo said 429.'`;
const running = (until: string) =>
  `status = 'running', token = key, line = '0', process = 'here', lease_until = ${until}, started_at = clock_timestamp()`;
const SOON = `clock_timestamp() + interval '20 s'`;
const PAUSED = `pauses = 2, paused_until = '${THEN}', pause_code = 'rate_limited', pause_message = 'Yahoo asks for consent'`;
const PROBED = `pauses = 2, paused_until = clock_timestamp() - interval '1 s', pause_message = 'Yahoo asks for consent'`;
const ALL = `where stage = 0`;

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
    'its provider, which serves others',
    { waits: `5, 'budget', '${THEN}'`, others: 3, mine: 2 },
    says(
      'provider_budget',
      `P takes 5 steps at once; 5 are running, 2 of them yours; 5 steps of this job wait. The next are taken at about ${AT}.`,
      THEN,
    ),
  ],
  [
    'its provider, while a step of its own runs',
    { steps: [`${running(SOON)}, provider = null where key = 's0'`], waits: `4, 'budget', null`, others: 5 },
    says(
      'provider_budget',
      'P takes 5 steps at once; 5 are running, 0 of them yours; 4 steps of this job wait.',
    ),
  ],
  [
    'the rate of its provider',
    { provider: 'per_second = 2.5, burst = 5', waits: `1, 'rate', '${THEN}'` },
    says(
      'provider_rate',
      `P takes 2.5 steps a second, which are used up; 1 step of this job waits. The next are taken at about ${AT}.`,
      THEN,
    ),
  ],
  [
    'its provider, which is paused',
    { provider: PAUSED, waits: `5, 'paused', '${THEN}'` },
    says('provider_paused', `P is paused until ${AT} because: Yahoo asks for consent.`, THEN),
  ],
  [
    'its provider, which another job has met paused',
    { provider: PAUSED },
    says('provider_paused', `P is paused until ${AT} because: Yahoo asks for consent.`, THEN),
  ],
  [
    'the probe of its provider',
    { provider: PROBED, waits: `5, 'paused', null`, others: 1 },
    says(
      'provider_probe',
      'The pause of P is over; one step tries it first, and the others follow if that succeeds. It was paused because: Yahoo asks for consent.',
    ),
  ],
  [
    'a pause that outlasts its deadline',
    { job: `deadline_at = '2099-01-01T00:00:00Z'`, provider: PAUSED },
    says(
      'deadline',
      `P is paused until ${AT} because: Yahoo asks for consent. That is after the deadline: the job ends at 2099-01-01 00:00:00 UTC.`,
      '2099-01-01T00:00:00Z',
    ),
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
  ['nothing: it has ended', { job: ENDED, slice: GONE }, null],
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

const STEPS: [situation: string, scene: Scene, answer: Answer, key?: string][] = [
  [
    'the first slice of its job',
    { job: `${QUEUED}, ${began(1)}`, slice: null },
    says('first_slice', /^Accepted/),
  ],
  [
    'its retry, though others run',
    {
      steps: [
        `${running(SOON)} ${ALL}`,
        `status = 'pending', token = null, lease_until = null, ${LATER} where key = 's0'`,
      ],
    },
    says('retry', `s0 waits for another try; try 3 of 4 is at ${AT} after: Yahoo said 429.`, THEN),
  ],
  [
    'the budget of its provider',
    { waits: `5, 'budget', null`, others: 5 },
    says('provider_budget', /^P takes 5 steps at once; 5 are running, 0 of them yours/),
  ],
  ['the pause of its provider', { provider: PAUSED }, says('provider_paused', /^P is paused until/, THEN)],
  [
    'an earlier stage',
    { job: 'stage_left = 3, stage_total = 5' },
    says('stage', 'It waits for the stage "read", of which 3 of 5 steps are left.'),
    'last',
  ],
  [
    'a turn, while others run',
    { steps: [`${running(SOON)} where key = 's1'`] },
    says('turn', 'It is due; a function takes it with one of its next turns.'),
  ],
  [
    'a process of its own',
    { job: 'stage_left = 3', steps: [`suspect = true where key = 's0'`] },
    says('own_process', /a process of its own, when one is free\.$/),
  ],
  [
    'the lease of the dead function that runs it',
    { steps: [`${running(`'${THEN}'`)} where key = 's0'`], slice: `seen_at = '2020-05-05T10:20:30Z'` },
    says(
      'dead_lease',
      `A function was last heard of at 2020-05-05 10:20:30 UTC. If it has died, its step comes back at ${AT} at the latest.`,
      THEN,
    ),
  ],
  [
    'the watchdog, since nobody is alive',
    { steps: [`due_at = '2020-01-01' ${ALL}`], slice: GONE },
    says('watchdog', /^No function works on it\./, THEN),
  ],
  ['nothing: it runs', { steps: [`${running(SOON)} where key = 's0'`] }, null],
  ['nothing: it is done', { steps: [`status = 'done' where key = 's0'`] }, null],
  ['nothing: its job has ended', { job: ENDED }, null],
];

describe('a step waits for', () => {
  test.each(STEPS)('%s', async (_, scene, answer, key = 's0') => {
    expect(await saidOfStep(context, await staged(context, scene), key)).toEqual(answer);
  });
});
