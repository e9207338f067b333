import { z } from '@hono/zod-openapi';
import { type StockResult, type StoredBars, tellVotes } from '../../analyzers/stocks/queries.ts';
import { instantSchema } from '../instant.ts';

const figure = z.number().nullable();

const voteSchema = z
  .object({
    id: z.string().nullable(),
    group: z.enum(['moving_averages', 'oscillators']).nullable(),
    name: z.string().nullable(),
    vote: z
      .literal([-1, 0, 1])
      .nullable()
      .openapi({ type: ['integer', 'null'], enum: [-1, 0, 1, null] }),
    weight: z.number().nullable(),
    text: z.string().nullable().openapi({ description: 'The vote, the numbers behind it and its rule.' }),
  })
  .openapi('Vote', {
    description:
      '-1 sell, 0 neutral, 1 buy, null not available; only `vote` when it belongs to an older list.',
  });

const contextSchema = z.object({
  atr14: figure,
  bollinger_upper: figure,
  bollinger_middle: figure,
  bollinger_lower: figure,
  obv: figure,
  cmf20: figure,
  psar: figure,
});

const rawSchema = z
  .object({
    dates: z.array(z.string()),
    open: z.array(z.number()),
    high: z.array(z.number()),
    low: z.array(z.number()),
    close: z.array(z.number()),
    volume: z.array(z.number()),
  })
  .nullable()
  .openapi({ description: 'Daily bars, oldest first; null where they are no longer kept.' });

export const stockResultSchema = z
  .object({
    ticker: z.string(),
    symbol: z.string(),
    asked_for: z.string().openapi({ description: 'The symbol as the job has it: the key of its step.' }),
    currency: z.string(),
    verdict: z.string().openapi({ description: 'Strong Buy, Buy, Neutral, Sell or Strong Sell.' }),
    score: z.number().openapi({ description: '0 to 100: 50 + 50 × rating.' }),
    rating: z.number().openapi({ description: '-1 to 1, the mean of the groups.' }),
    groups: z.object({ moving_averages: z.number(), oscillators: z.number() }),
    close: z.number(),
    entry: figure,
    stop: figure,
    target: figure,
    risk_reward: figure,
    shares: z.int().nullable(),
    shares_bound_by: z.string().nullable(),
    no_plan_reason: z.string().nullable(),
    bars: z.int(),
    dropped_bars: z.int(),
    as_of: z.iso.date(),
    analysis_source: z.string(),
    data_source: z.string(),
    provenance: z.string(),
    stale: z.boolean().openapi({ description: 'True unless the data are live.' }),
    context: contextSchema.openapi({ description: 'Figures that do not vote, at the last bar.' }),
    votes_version: z.int(),
    votes: z.array(voteSchema),
    started_at: instantSchema,
    completed_at: instantSchema,
    raw: rawSchema.optional(),
  })
  .openapi('StockResult');

export type StockResultJson = z.infer<typeof stockResultSchema>;

const UNTOLD = { id: null, group: null, name: null, weight: null, text: null };

function contextJson(context: StockResult['context']): StockResultJson['context'] {
  return {
    atr14: context['atr14'] ?? null,
    bollinger_upper: context['bollinger_upper'] ?? null,
    bollinger_middle: context['bollinger_middle'] ?? null,
    bollinger_lower: context['bollinger_lower'] ?? null,
    obv: context['obv'] ?? null,
    cmf20: context['cmf20'] ?? null,
    psar: context['psar'] ?? null,
  };
}

/** A result but for its votes in words and its bars. */
export type StockFiguresJson = Omit<StockResultJson, 'votes' | 'raw'>;

export function stockFiguresJson(row: StockResult): StockFiguresJson {
  return {
    ticker: row.ticker,
    symbol: row.symbol,
    asked_for: row.stepKey,
    currency: row.currency,
    verdict: row.verdict,
    score: row.score,
    rating: row.rating,
    groups: { moving_averages: row.movingAverages, oscillators: row.oscillators },
    close: row.close,
    entry: row.entry,
    stop: row.stop,
    target: row.target,
    risk_reward: row.riskReward,
    shares: row.shares,
    shares_bound_by: row.sharesBoundBy,
    no_plan_reason: row.noPlanReason,
    bars: row.bars,
    dropped_bars: row.droppedBars,
    as_of: row.asOf,
    analysis_source: row.analysisSource,
    data_source: row.dataSource,
    provenance: row.provenance,
    stale: row.stale,
    context: contextJson(row.context),
    votes_version: row.votesVersion,
    started_at: row.startedAt.toISOString(),
    completed_at: row.completedAt.toISOString(),
  };
}

export function stockResultJson(row: StockResult & { raw?: StoredBars | null }): StockResultJson {
  return {
    ...stockFiguresJson(row),
    votes: tellVotes(row).map((vote) => ({ ...UNTOLD, ...vote })),
    ...(row.raw === undefined ? {} : { raw: row.raw }),
  };
}
