import { Refused, type Unreachable } from './call.ts';

const FIRST_MS = 500;
const GROWTH = 1.5;
const LONGEST_MS = 10_000;

/** How long to wait after a look: half a second after a change, up to ten where nothing changes. */
export const afterLook = (unchanged: number): number => Math.min(LONGEST_MS, FIRST_MS * GROWTH ** unchanged);

/** How long to wait after a failed look; null if asking again cannot help. */
export function afterFault(fault: Refused | Unreachable, failed: number): number | null {
  const wait = Math.min(LONGEST_MS, 1_000 * 2 ** failed);
  if (!(fault instanceof Refused)) return wait;
  if (fault.status < 500 && fault.status !== 429) return null;
  return Math.max(wait, (fault.retryAfter ?? 0) * 1_000);
}
