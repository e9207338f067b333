import { z } from 'zod';
import { INTERVALS } from '../bars/intervals.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();
const percent = z.number().min(0);

const base = z.object({
  n: count.describe('Every bar that could have decided a trade which has ended; windows overlap.'),
  effective_n: count.describe('How many of them fit one after another.'),
  win_rate: share.describe('Of all n, 0 to 1.'),
  expectancy_r: z.number().nullable().describe('Mean net result of all n, in units of the risk.'),
});

const basis = z.object({
  from: z.string().describe('First day with a verdict, YYYY-MM-DD.'),
  to: z.string().describe('Last day of the data, YYYY-MM-DD.'),
  prices: z.string(),
  fee_percent: percent.describe('Of the price, on each side.'),
  sale_fee_percent: percent.optional().describe('That of the sale, where it differs.'),
  slippage_percent: percent.describe('Of the price, on each side, always against the trade.'),
  stop_atrs: z.number(),
  risk_reward: z.number(),
  max_bars: z.int(),
  interval: z.enum(INTERVALS).optional().describe('Absent from older results: 1d.'),
});

/** Result of `walkForward`, as stored and shown. At most 4 decimals; R is entry minus stop. */
export const evidenceSchema = z.object({
  sentence: z.string(),
  finding: z
    .enum(['better', 'no_edge', 'too_few'])
    .describe('better: the win rate exceeds that of all bars beyond chance, corrected for all comparisons.'),
  n: count.describe('Buy verdicts whose trade has ended, each by itself; windows overlap.'),
  effective_n: count.describe('Trades taken one after another. All figures but n are of these.'),
  open_at_end: count.describe('Buy verdicts whose trade had not ended with the data; counted nowhere else.'),
  win_rate: share.describe('Net result above 0.'),
  win_rate_low: share.describe('Wilson 95 % interval of the win rate, not corrected.'),
  win_rate_high: share,
  corrected_low: share.describe('One-sided Wilson lower bound at confidence 1 - 0.05 / comparisons.'),
  comparisons: z.int().min(1).describe('Strategies times symbols tried in the job.'),
  expectancy_r: z.number().nullable(),
  profit_factor: z.number().nullable().describe('Gains over losses; null when no trade lost.'),
  max_drawdown_r: z.number().nullable(),
  average_bars: z.number().nullable().describe('From entry to exit, both counted.'),
  base: base.describe('The same trade opened on every bar.'),
  basis,
});

export type Evidence = z.infer<typeof evidenceSchema>;
