import type { PooledCell } from './months.ts';
import { poolFigures } from './pool-figures.ts';
import type { PooledFigures } from './pooled-schema.ts';
import { SCORE_BUCKETS } from './score-buckets.ts';

/** A strategy's buys over many symbols, altogether and in parts that add up to the whole. */
export interface PooledEvidence {
  all: PooledFigures;
  scoreBuckets: { above: number; upTo: number; figures: PooledFigures }[];
  years: { year: number; figures: PooledFigures }[];
}

const yearOf = ({ month }: PooledCell) => 1970 + Math.floor(month / 12);

/**
 * Pools cells by score bucket and by year of the decision. Pure. A part's finding is corrected for the number of parts
 * beside it, besides the strategies that were tried.
 * @param strategies tried on the same symbols, at least 1.
 */
export function poolEvidence(cells: readonly PooledCell[], strategies: number): PooledEvidence {
  const years = [...new Set(cells.map(yearOf))].sort((a, b) => a - b);
  return {
    all: poolFigures(cells, strategies),
    scoreBuckets: SCORE_BUCKETS.map(({ above, upTo }, i) => ({
      above,
      upTo,
      figures: poolFigures(cells, strategies * SCORE_BUCKETS.length, (bucket) => bucket === i + 1),
    })),
    years: years.map((year) => {
      const ofYear = cells.filter((cell) => yearOf(cell) === year);
      return { year, figures: poolFigures(ofYear, strategies * years.length) };
    }),
  };
}
