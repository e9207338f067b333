import { isTerminal } from '../../jobs/lifecycle.ts';
import type { View } from '../../jobs/turn/turn.ts';

/** What an idle slice does next. */
export type Decision =
  | { kind: 'acknowledge'; reason: string }
  | { kind: 'wait'; ms: number }
  | { kind: 'hand_over'; delaySeconds: number }
  | { kind: 'busy'; afterSeconds: number }
  | { kind: 'broken' };

export interface Circumstances {
  /** Milliseconds until the slice must stop claiming. */
  leftMs: number;
  shortWaitMs: number;
  /** How long to wait this time for a provider's budget. */
  pollMs: number;
}

type Seen = Pick<View, 'status' | 'now_ms' | 'next_due_ms' | 'line_lease_ms' | 'any_lease_ms'>;

/**
 * When a slice that claimed and runs nothing may acknowledge: the job has ended, its continuation was
 * accepted (`hand_over`), or nothing is pending and nothing runs on its line. A lease on this line may belong
 * to this message's own crashed run, so it asks for redelivery (`busy`) instead of acknowledging.
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

/** `untilDueMs` of 0: a step is due but was not claimed, so it is waiting for its provider's budget. */
function later(untilDueMs: number, { leftMs, shortWaitMs, pollMs }: Circumstances): Decision {
  const ms = untilDueMs > 0 ? untilDueMs + 1 : pollMs;
  if (ms <= Math.min(shortWaitMs, leftMs)) return { kind: 'wait', ms };
  return { kind: 'hand_over', delaySeconds: Math.ceil(untilDueMs / 1000) };
}
