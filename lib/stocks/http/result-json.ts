import { instantSchema, z } from '../../http/route.ts';
import { otherListingSchema } from '../listing/other-listing.ts';
import { FINDINGS } from '../results/latest.ts';
import {
  dataQualitySchema,
  type StockResult,
  type StoredBars,
  strategyEvidenceSchema,
  tellEntry,
} from '../results/results.ts';
import { explanationSchema, verdictJson, voteSchema } from './verdict-json.ts';

const figure = z.number().nullable();

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
    dividends: z.array(z.number()).nullable().openapi({ description: 'Cash per share on the ex-date.' }),
    splits: z.array(z.object({ date: z.string(), ratio: z.number() })).nullable(),
  })
  .nullable()
  .openapi({ description: 'Daily bars, oldest first; null if no longer kept.' });

export const stockResultSchema = z
  .object({
    ticker: z.string(),
    symbol: z.string(),
    name: z
      .string()
      .nullable()
      .openapi({ description: 'By the source of the prices, or else the loaded universe.' }),
    exchange: z.string().nullable(),
    asked_for: z.string().openapi({ description: 'The requested symbol, which is the key of the step.' }),
    also_asked_for: z
      .array(z.string())
      .openapi({ description: 'Other symbols of the job with this ticker.' }),
    symbol_note: z.string().nullable().openapi({ description: 'How an ambiguous symbol was read.' }),
    other_listings: z.array(otherListingSchema).nullable().openapi({
      description: 'What else the symbol can mean; null for results from before that was looked up.',
    }),
    currency: z.string(),
    strategy: z.string().openapi({ description: 'Strategy behind the rating, verdict and plan.' }),
    verdict: z.string().openapi({ description: 'Strong Buy, Buy, Neutral, Sell or Strong Sell.' }),
    score: z.number().openapi({ description: '0 to 100: 50 + 50 × rating.' }),
    rating: z.number().openapi({ description: '-1 to 1; mean of the groups.' }),
    groups: z.object({ moving_averages: z.number(), oscillators: z.number() }),
    close: z.number(),
    entry: figure,
    entry_reason: z.string().nullable(),
    stop: figure,
    target: figure,
    risk_reward: figure,
    shares: z.int().nullable(),
    shares_bound_by: z.string().nullable(),
    time_limit_bars: z.int().nullable().openapi({ description: 'The plan ends after this many bars.' }),
    no_plan_reason: z.string().nullable(),
    evidence_finding: z.enum(FINDINGS).nullable().openapi({
      description: 'Evidence for the strategy; null for results from before evidence was introduced.',
    }),
    bars: z.int(),
    dropped_bars: z.int(),
    as_of: z.iso.date(),
    analysis_source: z.string(),
    data_source: z.string(),
    provenance: z.string(),
    stale: z.boolean().openapi({ description: 'True unless the data is live.' }),
    context: contextSchema.openapi({ description: 'Figures at the last bar that do not vote.' }),
    votes_version: z.int(),
    entry_reason_text: z.string().nullable(),
    votes: z.array(voteSchema),
    explanation: explanationSchema
      .nullable()
      .openapi({ description: 'Null for results with an older list of votes.' }),
    evidence: z.array(strategyEvidenceSchema).nullable().openapi({
      description: 'Returns of each strategy’s buys on this symbol, compared with buying every day.',
    }),
    data_quality: dataQualitySchema.nullable(),
    started_at: instantSchema,
    completed_at: instantSchema,
    raw: rawSchema.optional(),
  })
  .openapi('StockResult');

export type StockResultJson = z.infer<typeof stockResultSchema>;

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

/** A result without its explanation and bars. */
export type StockFiguresJson = Omit<
  StockResultJson,
  'other_listings' | 'votes' | 'entry_reason_text' | 'explanation' | 'evidence' | 'data_quality' | 'raw'
>;

export function stockFiguresJson(row: StockResult): StockFiguresJson {
  return {
    ticker: row.ticker,
    symbol: row.symbol,
    name: row.name,
    exchange: row.exchange,
    asked_for: row.stepKey,
    also_asked_for: row.alsoAskedFor ?? [],
    symbol_note: row.symbolNote,
    currency: row.currency,
    strategy: row.strategy,
    verdict: row.verdict,
    score: row.score,
    rating: row.rating,
    groups: { moving_averages: row.movingAverages, oscillators: row.oscillators },
    close: row.close,
    entry: row.entry,
    entry_reason: row.entryReason,
    stop: row.stop,
    target: row.target,
    risk_reward: row.riskReward,
    shares: row.shares,
    shares_bound_by: row.sharesBoundBy,
    time_limit_bars: row.timeLimitBars,
    no_plan_reason: row.noPlanReason,
    evidence_finding: FINDINGS.find((known) => known === row.evidence) ?? null,
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
    other_listings: row.otherListings,
    entry_reason_text: tellEntry(row),
    ...verdictJson(row),
    evidence: row.walkForward,
    data_quality: row.dataQuality,
    ...(row.raw === undefined ? {} : { raw: row.raw }),
  };
}
