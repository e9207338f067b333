import { isoOrNull } from '../../core/instant.ts';
import { instantSchema, z } from '../../http/route.ts';
import { otherListingSchema } from '../listing/other-listing.ts';
import { partialInWords } from '../rating/abstentions.ts';
import { isPartial } from '../rating/rate.ts';
import { FINDINGS } from '../results/latest.ts';
import {
  dataQualitySchema,
  moneySchema,
  type StockResult,
  type StoredBars,
  strategyEvidenceSchema,
  tellEntry,
  verdictNowSchema,
} from '../results/results.ts';
import { isStale } from '../results/tickers.ts';
import { sizeJson, sizeSchema } from './size-json.ts';
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
  .openapi({ description: 'The rated bars, oldest first; null if no longer kept.' });

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
    ...sizeSchema,
    shares_bound_by: z.string().nullable(),
    time_limit_bars: z.int().nullable().openapi({ description: 'The plan ends after this many bars.' }),
    no_plan_reason: z.string().nullable(),
    evidence_finding: z.enum(FINDINGS).nullable().openapi({
      description: 'Evidence for the strategy; null for results from before evidence was introduced.',
    }),
    bars: z.int(),
    partial: z.boolean().openapi({ description: 'Fewer than 250 bars: not a full rating.' }),
    dropped_bars: z.int(),
    interval: z.string().openapi({ description: '1d or 1wk.' }),
    as_of: z.iso.date().openapi({ description: 'Date of the rated bar; of a week, its last day.' }),
    bar: z.enum(['finished', 'unfinished']).nullable().openapi({
      description: 'Of the newest bar when it was read; null for older results.',
    }),
    bar_until: instantSchema.nullable().openapi({ description: 'When an unfinished bar becomes final.' }),
    listing_stale_since: z.iso.date().nullable().openapi({
      description: 'Last bar of a listing without any for more than 10 sessions.',
    }),
    analysis_source: z.string(),
    data_source: z.string(),
    provenance: z.string(),
    stale: z.boolean().openapi({ description: 'True if the data is not live or the listing is stale.' }),
    context: contextSchema.openapi({ description: 'Figures at the last bar that do not vote.' }),
    votes_version: z.int(),
    partial_reason: z.string().nullable(),
    entry_reason_text: z.string().nullable(),
    votes: z.array(voteSchema),
    explanation: explanationSchema
      .nullable()
      .openapi({ description: 'Null for results with an older list of votes.' }),
    evidence: z.array(strategyEvidenceSchema).nullable().openapi({
      description: 'Returns of each strategy’s buys on this symbol, compared with buying every day.',
    }),
    data_quality: dataQualitySchema.nullable(),
    now: verdictNowSchema.nullable().openapi({
      description: 'The verdict by the unfinished bar, if that is not the rated one.',
    }),
    money: moneySchema.nullable().openapi({ description: 'How the plan was sized; null for older results.' }),
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
  | 'other_listings'
  | 'votes'
  | 'partial_reason'
  | 'entry_reason_text'
  | 'explanation'
  | 'evidence'
  | 'data_quality'
  | 'now'
  | 'money'
  | 'raw'
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
    ...sizeJson(row),
    shares_bound_by: row.sharesBoundBy,
    time_limit_bars: row.timeLimitBars,
    no_plan_reason: row.noPlanReason,
    evidence_finding: FINDINGS.find((known) => known === row.evidence) ?? null,
    bars: row.bars,
    partial: isPartial(row.bars),
    dropped_bars: row.droppedBars,
    interval: row.interval,
    as_of: row.asOf,
    bar: row.bar === 'finished' || row.bar === 'unfinished' ? row.bar : null,
    bar_until: isoOrNull(row.barUntil?.getTime() ?? null),
    listing_stale_since: row.listingStaleSince,
    analysis_source: row.analysisSource,
    data_source: row.dataSource,
    provenance: row.provenance,
    stale: isStale(row),
    context: contextJson(row.context),
    votes_version: row.votesVersion,
    started_at: row.startedAt.toISOString(),
    completed_at: row.completedAt.toISOString(),
  };
}

export function stockResultJson(row: StockResult & { raw?: StoredBars | null }): StockResultJson {
  return {
    ...stockFiguresJson(row),
    partial_reason: partialInWords(row.votes, row.bars),
    other_listings: row.otherListings,
    entry_reason_text: tellEntry(row),
    ...verdictJson(row),
    evidence: row.walkForward,
    data_quality: row.dataQuality,
    now: row.verdictNow,
    money: row.money,
    ...(row.raw === undefined ? {} : { raw: row.raw }),
  };
}
