import type { ProcessKind } from '../../dev/faults/kinds.ts';
import type { Rates } from '../../dev/faults/plan.ts';
import type { Stretches } from '../../dev/faults/stretches.ts';

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

/** Interval between hits. Many slices share the process that is hit. */
export const EVERY_MS: Record<ProcessKind, number> = {
  postgres_killed: 6_000,
  slice_killed: 5_000,
  slice_stalled_past_its_lease: 6_000,
  slice_out_of_time: 10_000,
  process_frozen: 15_000,
};

/** Ten minutes of weather, at about a fortieth. All deliveries of some messages fall into a stretch. */
export const STRETCHES: Required<Stretches> = {
  queue_away: { everyMs: 60_000, lastsMs: 10_000 },
  database_away: { everyMs: 70_000, lastsMs: 8_000 },
  functions_away: { everyMs: 55_000, lastsMs: 14_000 },
  database_slow: { everyMs: 50_000, lastsMs: 6_000 },
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
  slice_killed: 2_000,
  slice_stalled_past_its_lease: 3_000,
  slice_out_of_time: 2_000,
  process_frozen: 4_000,
};

export const STRETCHES_SHORT: Required<Stretches> = {
  queue_away: { everyMs: 5_000, lastsMs: 1_500 },
  database_away: { everyMs: 6_000, lastsMs: 1_500 },
  functions_away: { everyMs: 4_000, lastsMs: 3_000 },
  database_slow: { everyMs: 4_500, lastsMs: 1_500 },
};
