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
import { type Silence, silenceAt } from './silence.ts';
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
const LONG_SILENCE = '; after so long a silence they may have stopped, so that the interval begins at 0';
const NO_SILENCE =
  '; the observation ends with the last post, so that no silence can tell, and the interval begins at 0';

/** The last full weeks before `endMs`, oldest first. Excludes the week of the first post, which is incomplete. */
function* weeksOf(times: readonly number[], endMs: number): Work<Week[]> {
  const full = Math.floor((endMs - (times[0] ?? endMs)) / WEEK_MS);
  const from = endMs - Math.min(full, MOST_WEEKS) * WEEK_MS;
  const weeks: Week[] = [];
  for (let start = from; start < endMs; start += WEEK_MS) {
    weeks.push({ posts: 0, silent: silenceAt(times, start) === 'unusual' });
    yield;
  }
  for (const ms of times) {
    const week = weeks[Math.floor((ms - from) / WEEK_MS)];
    if (week) week.posts += 1;
  }
  return weeks;
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

function mayHaveStopped(times: readonly number[], endMs: number): Missing {
  const days = rounded((endMs - (times.at(-1) ?? endMs)) / DAY_MS, 1);
  const why = `cannot tell: no post for ${days} days, longer than this author pauses; they may have stopped`;
  return missing(why, 'a post after the silence');
}

function* nextWeek(dated: readonly DatedPost[], asOf: string): Work<Finding | Missing> {
  const times = dated.map(({ ms }) => ms);
  const last = times.at(-1) ?? 0;
  const endMs = Math.max(Date.parse(asOf), last);
  const ends = endMs === last;
  const weeks = yield* weeksOf(times, endMs);
  if (weeks.length < MIN_WEEKS) return missing('the posts span too few weeks', `${MIN_WEEKS} full weeks`);
  const silence: Silence = ends ? 'long' : silenceAt(times, endMs);
  if (silence === 'unusual') return mayHaveStopped(times, endMs);
  const forecast = yield* forecastWeeks(weeks);
  const doubt = whyNot(forecast);
  if (doubt) return doubt;
  const { median, ...between } = forecast.next;
  const { low, high } = silence === 'usual' ? between : { low: 0, high: forecast.highFromZero };
  const value: Json = {
    posts: median,
    interval: { low, high, meant_to_hold: INTERVAL },
    may_have_stopped: silence !== 'usual',
    from_weeks: weeks.length,
    back_test: backTest(forecast.tested),
    method: ends ? METHOD + NO_SILENCE : silence === 'long' ? METHOD + LONG_SILENCE : METHOD,
  };
  const since = endMs - weeks.length * WEEK_MS;
  const fitted = dated.filter(({ ms }) => ms >= since).map(({ post }) => post);
  return finding(value, fitted, { n: weeks.length });
}

/** Predicts the number of posts in the next seven days, with the accuracy of past forecasts, or says why it cannot. */
export function* prediction(posts: readonly Post[], { asOf }: Context): Work<Findings> {
  return findings(posts, { posts_next_week: yield* nextWeek(byDate(posts, asOf).dated, asOf) });
}
