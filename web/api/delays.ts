import { Refused, type Unreachable } from './refused.ts';

const FIRST_MS = 500;
const GROWTH = 1.5;
const LONGEST_MS = 10_000;

/** News that is expected at a time has come a moment later. */
const COMES_MS = 300;

/**
 * How long to wait after a look, in ms: half a second after a change, up to ten seconds where nothing changes.
 * @param dueMs until news is expected; null: not known
 */
export function afterLook(unchanged: number, dueMs: number | null = null): number {
  const usual = Math.min(LONGEST_MS, FIRST_MS * GROWTH ** unchanged);
  return dueMs === null ? usual : Math.max(FIRST_MS, Math.min(usual, dueMs + COMES_MS));
}

/** How long to wait after a failed look; null if asking again cannot help. */
export function afterFault(fault: Refused | Unreachable, failed: number): number | null {
  const wait = Math.min(LONGEST_MS, 1_000 * 2 ** failed);
  if (!(fault instanceof Refused)) return wait;
  if (fault.status < 500 && fault.status !== 429) return null;
  return Math.max(wait, (fault.retryAfter ?? 0) * 1_000);
}
