import { z } from '@hono/zod-openapi';
import { evidenceSchema } from '../evidence-schema.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();
const figure = z.number().nullable();

/** Result of `poolFigures`. At most 4 decimals; R is entry minus stop, after costs. */
export const pooledFiguresSchema = z
  .object({
    sentence: z.string(),
    finding: evidenceSchema.shape.finding.describe(
      'better: won more often and earned more than at any time, beyond chance, though symbols move together.',
    ),
    n: count.describe('Buys, each a trade by itself; windows overlap.'),
    effective_n: count.describe('The smaller of the two below.'),
    effective_n_windows: count.describe('Trades taken one after another in each symbol.'),
    effective_n_days: count.describe(
      'Independent trades that would tell as much, if those of a month count as one cluster.',
    ),
    effective_months: z
      .number()
      .min(0)
      .describe('Clusters: months with buys, fewer where some hold most of them.'),
    win_rate: share,
    win_rate_low: share.describe('95 % interval by effective_n.'),
    win_rate_high: share,
    expectancy_r: figure,
    expectancy_r_low: figure.describe('95 % interval by months.'),
    expectancy_r_high: figure,
    base_n: count.describe('The same trade on every day.'),
    base_win_rate: share,
    base_expectancy_r: figure,
    comparisons: z.int().min(1).describe('The finding is corrected for so many.'),
  })
  .openapi('PooledFigures');

export type PooledFigures = z.infer<typeof pooledFiguresSchema>;
