import type { Work } from '../../core/slices.ts';
import type { Post } from '../networks/social.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Json,
  type Missing,
  missing,
} from './findings.ts';
import { byDate, type DatedPost } from './order.ts';
import { isUnusuallySilent } from './silence.ts';
import { mean, rounded, share, tally } from './statistics.ts';
import {
  forecastWeeks,
  INTERVAL,
  type TestedWeek,
  type Week,
  type WeeklyForecast,
} from './weekly-forecast.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Six to learn from, ten to test on. */
const MIN_WEEKS = 16;
const MIN_TESTED = 10;
/** Older weeks are ignored, because habits change. */
const MOST_WEEKS = 104;
/** Below about this mean no range of whole numbers holds 80 %: 0 posts alone do, or too little. */
const MIN_MEAN = 1.5;
/** The interval is given only if it held its share of the tested weeks to within this. */
const TOLERANCE = 0.05;
/** Counts that come by chance are one number in fewer than half of the weeks, at the means that are foretold. */
const ALIKE = 0.6;

const METHOD =
  'mixture of smoothed weekly rates, negative binomial, its tails adapted to the misses of the weeks before; reposts ' +
  'included; it holds for an author who goes on, since one who stopped within a usual pause looks the same';
const NO_SILENCE = '; the observation ends with the last post, so that no silence can tell';

/** The last full weeks before `endMs`, oldest first. Excludes the week of the first post, which is incomplete. */
function weeksOf(dated: readonly DatedPost[], endMs: number): Week[] {
  const full = Math.floor((endMs - (dated[0]?.ms ?? endMs)) / WEEK_MS);
  const from = endMs - Math.min(full, MOST_WEEKS) * WEEK_MS;
  const counts = new Array<number>(Math.min(full, MOST_WEEKS)).fill(0);
  for (const { ms } of dated) {
    const week = Math.floor((ms - from) / WEEK_MS);
    if (week >= 0 && week < counts.length) counts[week] = (counts[week] ?? 0) + 1;
  }
  const times = dated.map(({ ms }) => ms);
  return counts.map((posts, at) => ({ posts, silent: isUnusuallySilent(times, from + at * WEEK_MS) }));
}

function backTest(tested: readonly TestedWeek[]) {
  const inside = tested.filter(({ low, high, actual }) => actual >= low && actual <= high).length;
  const error = (of: (week: TestedWeek) => number): number => rounded(mean(tested.map(of)));
  return {
    weeks: tested.length,
    share_inside_interval: share(inside, tested.length),
    mean_absolute_error: error(({ median, actual }) => Math.abs(median - actual)),
    mean_absolute_error_of_same_as_last_week: error(({ before, actual }) => Math.abs(before - actual)),
  };
}

/** If most weeks have one number of posts, why that leaves no interval of 80 %; else null. */
function alike(tested: readonly TestedWeek[]): Missing | null {
  const [most] = tally(
    tested.map(({ actual }) => actual),
    (a, b) => a - b,
  );
  if (most === undefined || most[1] < ALIKE * tested.length) return null;
  const why = `cannot tell: ${most[1]} of ${tested.length} weeks have exactly ${most[0]} posts, as with a timer, and no range holds 80 % of such weeks`;
  return missing(why, 'weeks that differ');
}

/** Why a forecast would mislead; null if it would not. */
function whyNot({ mean: expected, tested }: WeeklyForecast): Missing | null {
  if (expected < MIN_MEAN) {
    const why = 'cannot tell: with so few posts a week no range of whole numbers holds 80 %';
    return missing(why, `about ${Math.ceil(MIN_MEAN)} posts a week`);
  }
  if (tested.length < MIN_TESTED) {
    return missing(
      'cannot tell: too few weeks to test a forecast on',
      `${MIN_TESTED} weeks without long silences`,
    );
  }
  const timer = alike(tested);
  if (timer) return timer;
  const { weeks, share_inside_interval: inside } = backTest(tested);
  if (Math.abs(inside - INTERVAL) <= TOLERANCE) return null;
  const why = `cannot tell: of ${weeks} weeks foretold in hindsight ${rounded(100 * inside, 1)} % fell inside an interval meant to hold 80 %`;
  return missing(why, 'weeks of which 75 to 85 % fall inside');
}

/** Days since the last post, if that is longer than the author usually pauses. */
function silence(dated: readonly DatedPost[], endMs: number): Missing | null {
  const times = dated.map(({ ms }) => ms);
  if (!isUnusuallySilent(times, endMs)) return null;
  const days = rounded((endMs - (times.at(-1) ?? endMs)) / DAY_MS, 1);
  const why = `cannot tell: no post for ${days} days, longer than this author pauses; they may have stopped`;
  return missing(why, 'a post after the silence');
}

function* nextWeek(dated: readonly DatedPost[], asOf: string): Work<Finding | Missing> {
  const last = dated.at(-1)?.ms ?? 0;
  const endMs = Math.max(Date.parse(asOf), last);
  const weeks = weeksOf(dated, endMs);
  if (weeks.length < MIN_WEEKS) return missing('the posts span too few weeks', `${MIN_WEEKS} full weeks`);
  const silent = silence(dated, endMs);
  if (silent) return silent;
  const forecast = yield* forecastWeeks(weeks);
  const doubt = whyNot(forecast);
  if (doubt) return doubt;
  const { low, median, high } = forecast.next;
  const value: Json = {
    posts: median,
    interval: { low, high, meant_to_hold: INTERVAL },
    from_weeks: weeks.length,
    back_test: backTest(forecast.tested),
    method: endMs === last ? METHOD + NO_SILENCE : METHOD,
  };
  const since = endMs - weeks.length * WEEK_MS;
  const fitted = dated.filter(({ ms }) => ms >= since).map(({ post }) => post);
  return finding(value, fitted, { n: weeks.length });
}

/** Predicts the number of posts in the next seven days, with the accuracy of past forecasts, or says why it cannot. */
export function* prediction(posts: readonly Post[], { asOf }: Context): Work<Findings> {
  return findings(posts, { posts_next_week: yield* nextWeek(byDate(posts, asOf).dated, asOf) });
}
