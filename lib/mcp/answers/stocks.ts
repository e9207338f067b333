import { z } from 'zod';
import type { Answer } from '../tool.ts';

const figure = z.number().nullable();
const text = z.string().nullable();

/** What the tools read of a stock's result. */
export const stockShape = z.looseObject({
  ticker: z.string(),
  symbol: z.string(),
  asked_for: z.string(),
  also_asked_for: z.array(z.string()),
  name: text,
  exchange: text,
  currency: z.string(),
  strategy: z.string(),
  verdict: z.string(),
  score: z.number(),
  close: z.number(),
  entry: figure,
  stop: figure,
  target: figure,
  shares: figure,
  no_plan_reason: text,
  partial_reason: text,
  evidence_finding: text,
  as_of: z.string(),
  data_source: z.string(),
  provenance: z.string(),
  stale: z.boolean(),
  votes: z.array(z.looseObject({ id: text, vote: figure, weight: figure, abstains: text, text, name: text })),
  explanation: z.looseObject({ conflicts: z.array(z.string()) }).nullable(),
});
export type StockShape = z.infer<typeof stockShape>;

const MOST_REASONS = 4;

/** The votes that weigh most, which `cite` shows with their numbers. */
function reasonsOf({ votes }: StockShape) {
  const cast = votes.filter(({ vote }) => vote !== null && vote !== 0);
  const heaviest = cast.toSorted((one, other) => (other.weight ?? 0) - (one.weight ?? 0));
  return heaviest.slice(0, MOST_REASONS).map(({ id, text: said }) => ({ vote: id, text: said }));
}

/** What the result cannot say, each with its reason. */
function notAssessed(result: StockShape): { what: string; why: string }[] {
  const { partial_reason, no_plan_reason, evidence_finding, votes } = result;
  const absent = votes.filter(({ abstains }) => abstains !== null);
  return [
    ...(partial_reason === null ? [] : [{ what: 'a full rating', why: partial_reason }]),
    ...(no_plan_reason === null ? [] : [{ what: 'a trade plan', why: no_plan_reason }]),
    ...(evidence_finding === 'too_few'
      ? [{ what: 'an edge in its own past', why: 'Too few signals to tell.' }]
      : []),
    ...(evidence_finding === null
      ? [{ what: 'an edge in its own past', why: 'No evidence is stored.' }]
      : []),
    ...absent.slice(0, MOST_REASONS).map(({ name, abstains }) => ({
      what: `the vote of ${name}`,
      why: String(abstains),
    })),
  ];
}

/** A stock's result in few words. */
export function stockAnswer(result: StockShape): Answer {
  const { ticker, asked_for, name, exchange, currency, strategy, verdict, score, close } = result;
  const { entry, stop, target, shares, evidence_finding, as_of, data_source, stale, explanation } = result;
  return {
    ...{ ticker, asked_for, name, exchange, currency, strategy, verdict, score, close },
    plan: entry === null ? null : { entry, stop, target, shares },
    evidence: evidence_finding,
    reasons: reasonsOf(result),
    conflicts: explanation?.conflicts ?? [],
    not_assessed: notAssessed(result),
    ...{ as_of, data_source, not_live: stale },
    ...(stale ? { provenance: result.provenance } : {}),
    cite: { symbol: asked_for },
  };
}

/** Whether a result is of the symbol. */
export function isOf({ ticker, symbol, asked_for, also_asked_for }: StockShape, sought: string): boolean {
  const wanted = sought.trim().toUpperCase();
  return [ticker, symbol, asked_for, ...also_asked_for].some((each) => each.toUpperCase() === wanted);
}

/** What a stock's result is found by. */
export const stockText = (result: StockShape): string =>
  [
    ...[result.ticker, result.symbol, result.name, result.exchange, result.verdict],
    ...result.votes.map(({ vote, text: said }) => (vote === null || vote === 0 ? null : said)),
    ...(result.explanation?.conflicts ?? []),
  ]
    .filter((each) => each !== null)
    .join('\n');
