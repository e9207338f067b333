import type { Work } from '../../core/slices.ts';
import { evenly } from './evenly.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A night's sleep, short enough to lie within the usual hours without a post. */
const QUIET_MS = 6 * HOUR_MS;
/** Posts of other days that tell where the rest of a day lies. */
const LEAST_AROUND = 8;
/** The days before and after that are asked; whole ones alone, so that they leave no hour out. */
const DAYS_AROUND = [1, 2, 4, 8, 16, 32] as const;
/** More would not move the rest. */
const MOST_A_SIDE = 40;
/** Of more posts, so many spread evenly over them: the share is the same. */
const MOST_LOOKED_AT = 5_000;
/** Share of posts that may fall into the rest: a night out is no sign of sleeplessness. */
const DISTURBED = 0.05;

const timeOfDay = (ms: number): number => ((ms % DAY_MS) + DAY_MS) % DAY_MS;

/** The longest stretch of the day that holds at most so many of the times. @param ascending times of day */
function longestStretch(ascending: readonly number[], disturbed: number): { from: number; ms: number } {
  let longest = { from: 0, ms: 0 };
  for (const [at, from] of ascending.entries()) {
    const end = at + disturbed + 1;
    if (disturbed + 1 >= ascending.length) return { from, ms: DAY_MS };
    const to = (ascending[end % ascending.length] ?? 0) + (end >= ascending.length ? DAY_MS : 0);
    if (to - from > longest.ms) longest = { from, ms: to - from };
  }
  return longest;
}

/** Longest stretch of the day that holds at most 5 % of the posts, in hours; it does not shrink with more posts. */
export function longestRestHours(times: readonly number[]): number {
  const ascending = times.map(timeOfDay).sort((a, b) => a - b);
  return longestStretch(ascending, Math.floor(DISTURBED * times.length)).ms / HOUR_MS;
}

/** Number of times before `ms`. @param times ascending */
function before(times: readonly number[], ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Times of the so many days before and after half a day around an instant. */
function around(times: readonly number[], ms: number, days: number): readonly number[][] {
  const [near, far] = [DAY_MS / 2, DAY_MS / 2 + days * DAY_MS];
  return [
    times.slice(before(times, ms - far), before(times, ms - near)),
    times.slice(before(times, ms + near), before(times, ms + far)),
  ];
}

/** The six hours in the middle of the longest stretch that the others leave free but for 1 in 20. */
function isInRest(ms: number, others: readonly number[]): boolean {
  const ascending = others.map(timeOfDay).sort((a, b) => a - b);
  const rest = longestStretch(ascending, Math.floor(DISTURBED * ascending.length));
  const from = rest.from + (rest.ms - QUIET_MS) / 2;
  return timeOfDay(timeOfDay(ms) - from) < QUIET_MS;
}

interface Counted {
  posts: number;
  inRest: number;
}

export interface NightPosts {
  /** Posts whose rest the days around tell, however many days that takes. */
  all: Counted;
  /** Those of them whose rest the day before and the day after tell alone: these follow most shifts and journeys. */
  close: Counted;
}

/**
 * Counts posts in the six hours in which the author rests on the days around, as few days as have eight posts. Posts
 * spread evenly over the day come to a quarter, however many they are; a journey or another shift moves the six hours.
 * @param times Unix milliseconds, ascending
 */
export function* postsInOwnNight(times: readonly number[]): Work<NightPosts> {
  const counted: NightPosts = { all: { posts: 0, inRest: 0 }, close: { posts: 0, inRest: 0 } };
  for (const ms of evenly(times, MOST_LOOKED_AT)) {
    for (const days of DAYS_AROUND) {
      const sides = around(times, ms, days);
      if (sides.flat().length < LEAST_AROUND) continue;
      const others = sides.flatMap((side) => evenly(side, MOST_A_SIDE));
      const inRest = Number(isInRest(ms, others));
      for (const count of days === 1 ? [counted.all, counted.close] : [counted.all]) {
        count.posts += 1;
        count.inRest += inRest;
      }
      break;
    }
    yield;
  }
  return counted;
}
