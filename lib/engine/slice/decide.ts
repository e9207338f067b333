import { isTerminal } from '../../jobs/lifecycle.ts';
import type { View } from '../../jobs/turn/view.ts';

/** What a slice that runs nothing does next. */
export type Decision =
  | { kind: 'acknowledge'; reason: string }
  | { kind: 'wait'; ms: number }
  | { kind: 'hand_over'; delaySeconds: number }
  | { kind: 'busy'; afterSeconds: number }
  | { kind: 'broken' };

export interface Circumstances {
  /** Milliseconds until the slice stops claiming. */
  leftMs: number;
  shortWaitMs: number;
  /** How long to wait for a provider's budget this time. */
  pollMs: number;
}

type Seen = Pick<View, 'status' | 'now_ms' | 'next_due_ms' | 'line_lease_ms' | 'any_lease_ms'>;

/**
 * The rule of acknowledgement, for a slice that has claimed nothing and runs nothing. It may acknowledge when the job
 * has ended; when its line's continuation was accepted (`hand_over`); or when nothing is pending and nothing runs on
 * its own line. A lease on its own line may be its own dead run's: that is no reason to go, but to come back.
 */
export function decide(seen: Seen, circumstances: Circumstances): Decision {
  if (isTerminal(seen.status)) return { kind: 'acknowledge', reason: `the job is ${seen.status}` };
  const { now_ms: now, next_due_ms: due, line_lease_ms: mine, any_lease_ms: any } = seen;
  if (any !== null && any <= now) return later(0, circumstances);
  if (due !== null) return later(Math.max(0, due - now), circumstances);
  if (mine !== null) return { kind: 'busy', afterSeconds: Math.ceil((mine - now) / 1000) + 1 };
  if (any !== null)
    return { kind: 'acknowledge', reason: 'nothing is pending and nothing runs on this line' };
  return { kind: 'broken' };
}

/** A step is due in so many milliseconds; what is due now and was not claimed waits for its provider's budget. */
function later(untilDueMs: number, { leftMs, shortWaitMs, pollMs }: Circumstances): Decision {
  const ms = untilDueMs > 0 ? untilDueMs + 1 : pollMs;
  if (ms <= Math.min(shortWaitMs, leftMs)) return { kind: 'wait', ms };
  return { kind: 'hand_over', delaySeconds: Math.ceil(untilDueMs / 1000) };
}
