/** Providers whose answers are of the market, and may be kept. */
export const LIVE_SOURCES = ['yahoo', 'twelvedata'] as const;

/** Where bars can come from. `sample` and `simulated` are never live and are labelled in every result. */
export const DATA_SOURCES = [...LIVE_SOURCES, 'sample', 'simulated'] as const;
