import { instantSchema, z } from '../../http/route.ts';
import { isPartial } from '../rating/rate.ts';
import { isStale, type StockSummary, wonSchema } from '../results/tickers.ts';
import { sizeJson, sizeSchema } from './size-json.ts';

const figure = z.number().nullable();

export const summarySchema = z
  .object({
    ticker: z.string(),
    symbol: z.string(),
    name: z.string().nullable(),
    exchange: z.string().nullable(),
    currency: z.string(),
    verdict: z.string(),
    score: z.number(),
    rating: z.number(),
    strategy: z.string(),
    evidence: z.string().nullable().openapi({
      description: 'Outcome of the walk-forward test: better, no_edge or too_few; null without a test.',
    }),
    won: wonSchema.nullable(),
    close: z.number(),
    entry: figure,
    stop: figure,
    target: figure,
    risk_reward: figure,
    ...sizeSchema,
    bars: z.int(),
    partial: z.boolean().openapi({ description: 'Fewer than 250 bars: not a full rating.' }),
    job_id: z.string(),
    analysis_source: z.string(),
    data_source: z.string(),
    stale: z.boolean().openapi({ description: 'True if the data is not live or the listing is stale.' }),
    interval: z.string(),
    as_of: z.iso.date(),
    started_at: instantSchema,
    completed_at: instantSchema,
    created_at: instantSchema,
  })
  .openapi('StockSummary');

export type StockSummaryJson = z.infer<typeof summarySchema>;

export function summaryJson(row: StockSummary): StockSummaryJson {
  return {
    ticker: row.ticker,
    symbol: row.symbol,
    name: row.name,
    exchange: row.exchange,
    currency: row.currency,
    verdict: row.verdict,
    score: row.score,
    rating: row.rating,
    strategy: row.strategy,
    evidence: row.evidence,
    won: wonSchema.nullable().parse(row.won),
    close: row.close,
    entry: row.entry,
    stop: row.stop,
    target: row.target,
    risk_reward: row.riskReward,
    ...sizeJson(row),
    bars: row.bars,
    partial: isPartial(row.bars),
    job_id: row.jobId,
    analysis_source: row.analysisSource,
    data_source: row.dataSource,
    stale: isStale(row),
    interval: row.interval,
    as_of: row.asOf,
    started_at: row.startedAt.toISOString(),
    completed_at: row.completedAt.toISOString(),
    created_at: row.createdAt.toISOString(),
  };
}
