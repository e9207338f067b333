import { ALL, began, GONE, LATER, QUEUED, running, SOON } from '../../jobs/waits/scenes.ts';
import type { Scene } from '../../jobs/waits/staged.ts';

/** A time of day as the page tells it, with its day where that is not today. */
const AT = String.raw`(\d+ \w+( \d+)?, )?\d\d:\d\d(:\d\d)?`;
const says = (text: string): RegExp => new RegExp(text);

/** Moments of a job's life that end by themselves before a test could look, as rows, and what the page then says. */
export const SITUATIONS: readonly [situation: string, scene: Scene, sentence: RegExp][] = [
  [
    'accepted, and no function has come',
    { job: `${QUEUED}, ${began(1)}`, slice: null },
    /^Accepted \d+\.\d s ago; its messages are with the queue/,
  ],
  [
    'its first steps run',
    { steps: [`${running(SOON)} where key in ('s0', 's1')`] },
    /^Working on “read”: 0 of 6 steps done\./,
  ],
  [
    'a step is tried again later',
    { steps: [`status = 'done' where key <> 's0'`, `${LATER} where key = 's0'`], slice: GONE },
    says(`^s0 waits for another try; try 3 of 4 is at ${AT} after: Yahoo said 429\\.`),
  ],
  [
    'others have all of its provider',
    { waits: `5, 'budget', clock_timestamp() + interval '1 hour'`, others: 3, mine: 2 },
    /takes 5 steps at once; 5 are running, 2 of them yours; the next 5 steps of this job wait/,
  ],
  [
    'its function was killed',
    { steps: [`${running(`clock_timestamp() + interval '1 hour'`)} ${ALL}`], slice: GONE },
    says(
      `^A function was last heard of at ${AT}\\. If it has died, its 5 steps come back at ${AT} at the latest`,
    ),
  ],
  [
    'the next stage begins',
    {
      job: 'stage = 1, stage_total = 1, stage_left = 1',
      steps: [`status = 'done' ${ALL}`],
    },
    /^"read" is over; "write" begins with 1 step\.$/,
  ],
  [
    'its deadline is near',
    {
      job: `deadline_at = clock_timestamp() + interval '2 minutes'`,
      steps: [`${running(SOON)} ${ALL}`],
    },
    says(`Ends by ${AT} whatever happens\\.$`),
  ],
];
