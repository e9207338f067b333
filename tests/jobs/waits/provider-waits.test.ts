import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { ALL, type Answer, AT, GONE, PAUSED, PROBED, running, SOON, says } from './scenes.ts';
import { type Scene, saidOfJob, staged, THEN } from './staged.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

type Row = [situation: string, scene: Scene, answer: Answer];

const ROWS: Row[] = [
  [
    'its provider, which serves others',
    { waits: `5, 'budget', '${THEN}'`, others: 3, mine: 2 },
    says(
      'provider_budget',
      `P takes 5 steps at once; 5 are running, 2 of them yours; the next 5 steps of this job wait. It asks again at about ${AT}.`,
      THEN,
    ),
  ],
  [
    'its provider, while a step of its own runs',
    { steps: [`${running(SOON)}, provider = null where key = 's0'`], waits: `4, 'budget', null`, others: 5 },
    says(
      'provider_budget',
      'P takes 5 steps at once; 5 are running, 0 of them yours; the next 4 steps of this job wait.',
    ),
  ],
  [
    'the rate of its provider',
    { provider: 'per_second = 2.5, burst = 5', waits: `1, 'rate', '${THEN}'` },
    says(
      'provider_rate',
      `P takes 2.5 steps a second, which are used up; the next step of this job waits. It asks again at about ${AT}.`,
      THEN,
    ),
  ],
  ...(
    [
      ['2', '2 steps a second'],
      ['1', '1 step a second'],
      ['20.0 / 60', '20 steps a minute'],
      ['1.0 / 60', '1 step a minute'],
      ['20.0 / 3600', '20 steps an hour'],
    ] as const
  ).map(
    ([perSecond, rate]): Row => [
      `a rate as its provider states it, ${rate}`,
      { provider: `per_second = ${perSecond}, burst = 5`, waits: `1, 'rate', null` },
      says('provider_rate', `P takes ${rate}, which are used up; the next step of this job waits.`),
    ],
  ),
  [
    'nobody’s provider: whoever asked for its requests has died, and the watchdog looks',
    { steps: [`due_at = '2020-01-01' ${ALL}`], slice: GONE, waits: `5, 'budget', '2020-01-01'` },
    says('watchdog', /^No function works on it\./, THEN),
  ],
  [
    'its provider, which it is about to ask again',
    { waits: `5, 'budget', clock_timestamp() - interval '1 s'`, others: 1 },
    says(
      'provider_budget',
      'P takes 5 steps at once; 1 is running, 0 of them yours; the next 5 steps of this job wait.',
    ),
  ],
  [
    'a turn: the pause of its provider has ended meanwhile',
    { waits: `5, 'paused', '${THEN}'` },
    says('turn', 'It is due; a function takes it with one of its next turns.'),
  ],
  [
    'its provider, which is paused',
    { provider: PAUSED, waits: `5, 'paused', '${THEN}'` },
    says('provider_paused', `P refuses requests (rate_limited) and is paused until ${AT}.`, THEN),
  ],
  [
    'its provider, which another job has met paused',
    { provider: PAUSED },
    says('provider_paused', `P refuses requests (rate_limited) and is paused until ${AT}.`, THEN),
  ],
  [
    'the probe of its provider',
    { provider: PROBED, waits: `5, 'paused', null`, others: 1 },
    says(
      'provider_probe',
      'P refuses requests (no answer); its pause is over, one step tries it first, and the others follow if that succeeds.',
    ),
  ],
  [
    'a pause that outlasts its deadline',
    { job: `deadline_at = '2099-01-01T00:00:00Z'`, provider: PAUSED },
    says(
      'deadline',
      `P refuses requests (rate_limited) and is paused until ${AT}. That is after the deadline: the job ends at 2099-01-01 00:00:00 UTC.`,
      '2099-01-01T00:00:00Z',
    ),
  ],
];

describe('a job that asks a provider waits for', () => {
  test.each(ROWS)('%s', async (_, scene, answer) => {
    expect(await saidOfJob(context, await staged(context, scene))).toEqual(answer);
  });
});
