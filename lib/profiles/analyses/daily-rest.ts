import type { Work } from '../../core/slices.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A night's sleep, short enough to lie within the usual hours without a post. */
const QUIET_MS = 6 * HOUR_MS;
/** Posts before and after that tell an author's clock at the time: it moves with journeys and seasons. */
const NEIGHBOURS = 20;
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

/** Posts next to one in time, without those of half a day around it. */
function neighbours(times: readonly number[], at: number): number[] {
  const ms = times[at] ?? 0;
  const found: number[] = [];
  for (const step of [-1, 1]) {
    let taken = 0;
    for (let next = at + step; taken < NEIGHBOURS && next >= 0 && next < times.length; next += step) {
      const other = times[next] ?? 0;
      if (Math.abs(other - ms) < DAY_MS / 2) continue;
      found.push(timeOfDay(other));
      taken += 1;
    }
  }
  return found.sort((a, b) => a - b);
}

/** The six hours in the middle of the longest stretch of which neighbours leave 1 in 20. */
function isInRest(ms: number, around: readonly number[]): boolean {
  const rest = longestStretch(around, Math.floor(DISTURBED * around.length));
  const from = rest.from + (rest.ms - QUIET_MS) / 2;
  return timeOfDay(timeOfDay(ms) - from) < QUIET_MS;
}

/**
 * Share of posts in the six hours in which the author's posts around that time, other days' alone, leave the longest rest.
 * Posts spread evenly over the day give 0.25 however many they are; a journey moves the six hours along.
 * @param times Unix milliseconds, ascending
 */
export function* shareInOwnNight(times: readonly number[]): Work<number> {
  let inside = 0;
  for (const [at, ms] of times.entries()) {
    inside += Number(isInRest(ms, neighbours(times, at)));
    yield;
  }
  return inside / times.length;
}
