import type { Post } from '../networks/social.ts';
import { fitted, quantilesOf } from './count-distribution.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Missing,
  missing,
} from './findings.ts';
import { byDate, type DatedPost } from './order.ts';
import { mean, rounded, share } from './statistics.ts';

const WEEK_MS = 7 * 86_400_000;
const MIN_WEEKS = 8;
/** About one a week. With fewer, rates from none to several a week are all plausible. */
const MIN_POSTS = 8;
/** Older weeks are ignored, because habits change. */
const RECENT_WEEKS = 12;
const TRAINED_ON_AT_LEAST = 6;
const HELD_OUT_AT_MOST = 12;
const INTERVAL = 0.8;

interface Forecast {
  low: number;
  median: number;
  high: number;
}

/** Posts per full week, oldest first. Excludes the week of the first post, which is incomplete. */
function weeklyCounts(dated: readonly DatedPost[], endMs: number): number[] {
  const weeks = Math.floor((endMs - (dated[0]?.ms ?? endMs)) / WEEK_MS);
  const counts = new Array<number>(weeks).fill(0);
  for (const { ms } of dated) {
    const week = weeks - Math.max(1, Math.ceil((endMs - ms) / WEEK_MS));
    if (week >= 0) counts[week] = (counts[week] ?? 0) + 1;
  }
  return counts;
}

function forecast(weeks: readonly number[]): Forecast {
  const tail = (1 - INTERVAL) / 2;
  const [low = 0, median = 0, high = 0] = quantilesOf(fitted(weeks.slice(-RECENT_WEEKS)), [
    tail,
    0.5,
    1 - tail,
  ]);
  return { low, median, high };
}

/** Forecasts each of the last weeks from the weeks before it. */
function backTest(weeks: readonly number[]) {
  const heldOut = Math.min(HELD_OUT_AT_MOST, weeks.length - TRAINED_ON_AT_LEAST);
  const tested = Array.from({ length: heldOut }, (_, index) => {
    const at = weeks.length - heldOut + index;
    const actual = weeks[at] ?? 0;
    return { ...forecast(weeks.slice(0, at)), actual, before: weeks[at - 1] ?? 0 };
  });
  const covered = tested.filter(({ low, high, actual }) => actual >= low && actual <= high).length;
  return {
    weeks: heldOut,
    share_inside_interval: share(covered, heldOut),
    mean_absolute_error: rounded(mean(tested.map(({ median, actual }) => Math.abs(median - actual)))),
    mean_absolute_error_of_same_as_last_week: rounded(
      mean(tested.map(({ before, actual }) => Math.abs(before - actual))),
    ),
  };
}

function nextWeek(dated: readonly DatedPost[], asOf: string): Finding | Missing {
  const endMs = Math.max(Date.parse(asOf), dated.at(-1)?.ms ?? 0);
  const weeks = weeklyCounts(dated, endMs);
  if (weeks.length < MIN_WEEKS) return missing('the posts span too few weeks', `${MIN_WEEKS} full weeks`);
  if (dated.length < MIN_POSTS) return missing('too few posts with a date', `${MIN_POSTS} posts with a date`);
  const { low, median, high } = forecast(weeks);
  const value = {
    posts: median,
    interval: { low, high, meant_to_hold: INTERVAL },
    from_weeks: Math.min(RECENT_WEEKS, weeks.length),
    back_test: backTest(weeks),
    method: 'negative binomial by moments of the last weeks, reposts included',
  };
  const since = endMs - RECENT_WEEKS * WEEK_MS;
  const recent = dated.filter(({ ms }) => ms > since).map(({ post }) => post);
  return finding(value, recent, { n: weeks.length });
}

/** Predicts the number of posts in the next seven days, with the accuracy of past forecasts. */
export function prediction(posts: readonly Post[], { asOf }: Context): Findings {
  return findings(posts, { posts_next_week: nextWeek(byDate(posts, asOf).dated, asOf) });
}
