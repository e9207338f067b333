const DAY_MS = 86_400_000;
/** Older pauses say little of today's habits. */
const RECENT_MS = 182 * DAY_MS;
/** A silence that outlasts this share of the pauses before it is no usual pause. */
const USUAL = 0.98;

/**
 * Whether at `endMs` the author has been silent for longer than 49 in 50 of the pauses of the half year before (than all,
 * if they are fewer than 50). True if there was no pause to compare with.
 * @param times Unix milliseconds, ascending
 */
export function isUnusuallySilent(times: readonly number[], endMs: number): boolean {
  const after = times.findIndex((ms) => ms > endMs);
  const last = (after === -1 ? times.length : after) - 1;
  const silence = endMs - (times[last] ?? 0);
  let [pauses, shorter] = [0, 0];
  for (let at = last; at > 0 && (times[at - 1] ?? 0) > endMs - RECENT_MS; at -= 1) {
    pauses += 1;
    shorter += Number((times[at] ?? 0) - (times[at - 1] ?? 0) < silence);
  }
  return shorter > Math.floor(USUAL * pauses) || pauses === 0;
}
