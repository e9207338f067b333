const WEEK_MS = 7 * 86_400_000;
/** Older pauses say little of today's habits. */
const WEEKS = 26;
/**
 * If one author in a hundred stops in a week, one who is more silent than in nine weeks of ten has stopped with a chance
 * of one in ten, and an interval of 80 % would have to hold 0.
 */
const USUAL = 0.9;
/** Silences that differ by less are equal: no habit is exact. */
const EQUAL = 0.95;
const STOP_IN_A_WEEK = 0.01;
/** Odds of having stopped; from here on 0 posts belong to what may come. */
const DOUBT = 0.005;
/** A silence that half of the others reach leaves no doubt. */
const TYPICAL = 0.5;

/** `long`: the author may have stopped, `unusual`: so likely that nothing can be foretold. */
export type Silence = 'usual' | 'long' | 'unusual';

/** Number of times that are not later than `at`. @param times ascending */
function upTo(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts silences, and those that one is longer than. */
function createRank(silence: number) {
  let [all, shorter] = [0, 0];
  return {
    add(other: number): void {
      all += 1;
      shorter += Number(other < EQUAL * silence);
    },
    /** Share of them that are as long; 0 if there are none. */
    shareAsLong: (): number => (all === 0 ? 0 : 1 - shorter / all),
    /** Whether it is longer than nine in ten of them; true if there are none. */
    isLonger: (): boolean => all === 0 || shorter > Math.floor(USUAL * all),
  };
}

/**
 * How long the author has been silent at `endMs`, beside the silences at that hour in the weeks of the half year before,
 * so that nights and weekends count as usual, and beside the pauses of that time. Unusual if longer than nine in ten of
 * both; long if having stopped meanwhile is not negligible beside so long a silence of one who goes on.
 * @param times Unix milliseconds, ascending
 */
export function silenceAt(times: readonly number[], endMs: number): Silence {
  const seen = upTo(times, endMs);
  const silence = endMs - (times[seen - 1] ?? 0);
  const weeks = createRank(silence);
  for (let back = 1; back <= WEEKS; back += 1) {
    const at = endMs - back * WEEK_MS;
    const last = times[upTo(times, at) - 1];
    if (last !== undefined) weeks.add(at - last);
  }
  const pauses = createRank(silence);
  for (let next = upTo(times, endMs - WEEKS * WEEK_MS) + 1; next < seen; next += 1) {
    pauses.add((times[next] ?? 0) - (times[next - 1] ?? 0));
  }
  if (weeks.isLonger() && pauses.isLonger()) return 'unusual';
  const goingOn = Math.max(weeks.shareAsLong(), pauses.shareAsLong());
  const stopped = (STOP_IN_A_WEEK * silence) / WEEK_MS;
  return goingOn < TYPICAL && stopped > DOUBT * goingOn ? 'long' : 'usual';
}
