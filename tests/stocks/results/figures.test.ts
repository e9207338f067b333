import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { analyzeBars } from '../../../lib/stocks/analyze.ts';
import { PLAN_DEFAULTS } from '../../../lib/stocks/plan/plan.ts';
import { packFigures, unpackFigures } from '../../../lib/stocks/results/figures.ts';
import { spxBars } from '../bars.ts';

test('figures come back by name as they were stored, each stored once', () => {
  const { values, context } = atOnce(
    analyzeBars(spxBars(600), {
      ...PLAN_DEFAULTS,
      strategies: ['balanced'] as const,
      comparisons: 1,
      capital: 100_000,
    }),
  );
  const figures = packFigures(values, context);
  // 53 numbers that votes read; of the seven of the context only ATR and the middle band are not among them.
  expect(figures).toHaveLength(53 + 2);
  expect(unpackFigures(figures)).toEqual({ values, context });
});
