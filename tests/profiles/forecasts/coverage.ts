import { createRandom } from '../../../bench/authors/random.ts';
import { createAuthor, type Make } from '../../../bench/authors/rates.ts';
import { atOnce } from '../../../lib/core/slices.ts';
import { prediction } from '../../../lib/profiles/analyses/prediction.ts';
import { AS_OF, CONTEXT, postsAt, shown } from '../analyses/posts.ts';

const DAY_MS = 86_400_000;
const END = Date.parse(AS_OF);

export interface Coverage {
  kind: string;
  given: number;
  /** Share of the forecasts whose interval held the week that came. */
  held: number;
  /** Lowest and highest share that a back-test told. */
  told: [number, number];
}

interface Forecast {
  interval: { low: number; high: number };
  back_test: { share_inside_interval: number };
}

/** Forecasts for so many simulated authors of each kind, against the week that they did not see. */
export function coverageOf(kinds: Readonly<Record<string, Make>>, authors: number, seed: number): Coverage[] {
  return Object.entries(kinds).map(([kind, make]) => {
    const random = createRandom(seed);
    const told: number[] = [];
    let held = 0;
    for (let round = 0; round < authors; round += 1) {
      const { past, next } = createAuthor(make, random);
      const found = atOnce(prediction(postsAt(past.map((day) => END + day * DAY_MS)), CONTEXT));
      const forecast = shown(found, 'posts_next_week') as Forecast | undefined;
      if (forecast === undefined) continue;
      told.push(forecast.back_test.share_inside_interval);
      held += Number(next >= forecast.interval.low && next <= forecast.interval.high);
    }
    const range: [number, number] = [Math.min(...told), Math.max(...told)];
    return { kind, given: told.length, held: held / told.length, told: range };
  });
}
