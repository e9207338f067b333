import type { Sizes } from './types.ts';

/** At most 20 minutes on 2 cores. */
export const FULL: Sizes = {
  rounds: 3,
  warmUp: 10,
  farWarmUp: 10,
  drain: { long: 100, short: 200 },
  pickups: 35,
  chains: [10, 100, 1_000, 3_000],
  fanOut: 1_000,
  grown: 1_000_000,
  recoveryMs: 60_000,
  lockedMs: 20_000,
  pages: 1_151,
  coldImports: 9,
};

/** Three minutes and a quarter, three are wanted: shows that every row works; one round tells little about the figures. */
export const QUICK: Sizes = {
  rounds: 1,
  warmUp: 3,
  farWarmUp: 0,
  drain: { long: 5, short: 50 },
  pickups: 6,
  chains: [10, 100, 300],
  fanOut: 200,
  grown: 10_000,
  recoveryMs: 24_000,
  lockedMs: 4_000,
  pages: 100,
  coldImports: 1,
};
