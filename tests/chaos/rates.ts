import type { ProcessKind } from '../../dev/faults/kinds.ts';
import type { Rates } from '../../dev/faults/plan.ts';

/** Probability of each fault per call; together about one in four. */
export const RATES: Rates = {
  publish_refused: 0.05,
  publish_hangs: 0.05,
  publish_stored_then_hangs: 0.05,
  publish_stored_then_fails: 0.05,
  delivered_twice_at_once: 0.06,
  delivered_late: 0.05,
  delivered_out_of_order: 0.08,
  answer_lost: 0.06,
  attempt_dropped: 0.06,
  database_refuses: 0.06,
  database_hangs_before: 0.012,
  database_hangs_after_commit: 0.012,
  database_cut_before: 0.06,
  database_cut_after_commit: 0.06,
  database_delays: 0.06,
};

/** Interval between hits. */
export const EVERY_MS: Record<ProcessKind, number> = {
  postgres_killed: 4_500,
  slice_killed: 2_700,
  slice_stalled_past_its_lease: 2_500,
  slice_out_of_time: 2_500,
};

/** For runs of seconds: rare faults are more frequent, so that they occur at all. */
export const RATES_SHORT: Rates = {
  ...RATES,
  publish_refused: 0.06,
  publish_hangs: 0.06,
  publish_stored_then_hangs: 0.06,
  publish_stored_then_fails: 0.06,
  database_hangs_before: 0.02,
  database_hangs_after_commit: 0.02,
};

export const EVERY_MS_SHORT: Record<ProcessKind, number> = {
  postgres_killed: 3_000,
  slice_killed: 1_500,
  slice_stalled_past_its_lease: 2_000,
  slice_out_of_time: 3_000,
};
