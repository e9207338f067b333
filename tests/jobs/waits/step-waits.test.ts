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
import { type Scene, saidOfStep, staged, THEN } from './staged.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

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
  ['the pause of its provider', { provider: PAUSED }, says('provider_paused', /^P refuses requests/, THEN)],
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
