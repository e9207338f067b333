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
  /** How long it may still wait for its provider: others' slices do the work meanwhile. */
  heldWaitMs: number;
  /** How long to wait this time for what is due but was not claimed. */
  pollMs: number;
  line: string;
}

type Seen = Pick<
  View,
  | 'status'
  | 'now_ms'
  | 'next_due_ms'
  | 'line_lease_ms'
  | 'any_lease_ms'
  | 'held_by'
  | 'held_until_ms'
  | 'alive_lines'
>;

/**
 * When a slice that claimed and runs nothing may acknowledge: the job has ended, its continuation was
 * accepted (`hand_over`), nothing is pending and nothing runs on its line, or a lower line waits for the provider
 * in its place. A lease on this line may belong to this message's own crashed run, so it asks for redelivery
 * (`busy`) instead of acknowledging.
 */
export function decide(seen: Seen, circumstances: Circumstances): Decision {
  if (isTerminal(seen.status)) return { kind: 'acknowledge', reason: `the job is ${seen.status}` };
  const { now_ms: now, next_due_ms: due, line_lease_ms: mine, any_lease_ms: any } = seen;
  if (any !== null && any <= now)
    return later(Math.max(0, (seen.held_until_ms ?? 0) - now), seen, circumstances);
  if (due !== null) return later(Math.max(0, due - now), seen, circumstances);
  if (mine !== null) return { kind: 'busy', afterSeconds: Math.ceil((mine - now) / 1000) + 1 };
  if (any !== null)
    return { kind: 'acknowledge', reason: 'nothing is pending and nothing runs on this line' };
  return { kind: 'broken' };
}

/** Whether another slice of the job waits for the provider: the lowest line that is alive, so that one remains. */
function othersWait({ line_lease_ms, alive_lines }: Seen, line: string): boolean {
  return line_lease_ms === null && alive_lines.some((other) => other < line);
}

/** `untilDueMs` of 0: a step is due but was not claimed. */
function later(untilDueMs: number, seen: Seen, circumstances: Circumstances): Decision {
  const { leftMs, shortWaitMs, heldWaitMs, pollMs, line } = circumstances;
  const ms = untilDueMs > 0 ? untilDueMs + 1 : pollMs;
  const longest = seen.held_by === null ? shortWaitMs : heldWaitMs;
  if (ms <= Math.min(longest, leftMs)) return { kind: 'wait', ms };
  if (seen.held_by !== null && othersWait(seen, line))
    return { kind: 'acknowledge', reason: 'a lower line waits for the provider' };
  return { kind: 'hand_over', delaySeconds: Math.ceil(untilDueMs / 1000) };
}
