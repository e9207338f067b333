import type { StockChangeJson } from '../../lib/stocks/changes/change-json.ts';
import type { StockSummaryJson } from '../../lib/stocks/http/summary-json.ts';
import { price } from '../parts/figures.ts';
import type { Estimate } from '../parts/interval-scale.ts';
import { day } from '../parts/times.ts';

const FINDINGS: Readonly<Record<string, string>> = {
  better: 'Better than any day',
  no_edge: 'No measurable edge',
  too_few: 'Too few to tell',
};

/** What a test of a strategy's buys came to. */
export const findingInWords = (finding: string | null): string =>
  finding === null ? 'Not tested' : (FINDINGS[finding] ?? finding);

const STRATEGIES: Readonly<Record<string, string>> = {
  balanced: 'Balanced',
  trend: 'Trend',
  mean_reversion: 'Mean reversion',
  breakout: 'Breakout',
  weekly_target: 'Weekly target',
};

export const strategyInWords = (id: string): string => STRATEGIES[id] ?? id;
export const STRATEGY_NAMES: readonly (readonly [string, string])[] = Object.entries(STRATEGIES);

const SOURCES: Readonly<Record<string, string>> = { sample: 'Sample', simulated: 'Simulated' };

/** Where prices come from; what is not live is called so. */
export const sourceInWords = (source: string): string => SOURCES[source] ?? source;

const PLAN_STATES: Readonly<Record<string, string>> = {
  open: 'Open',
  hit: 'Target reached',
  stopped: 'Stopped',
  timed_out: 'Time over',
  not_entered: 'Never entered',
};

export const planStateInWords = (state: string): string => PLAN_STATES[state] ?? state;

const NO_PLANS: Readonly<Record<string, string>> = {
  verdict_not_buy: 'There is no plan, since the verdict is no buy.',
};

export const noPlanInWords = (reason: string | null): string =>
  NO_PLANS[reason ?? ''] ?? `There is no plan: ${(reason ?? 'no reason is given').replaceAll('_', ' ')}.`;

/** What the buys behind a result won, as an estimate; null if nobody tested them. */
export function wonEstimate(won: StockSummaryJson['won']): Estimate | null {
  if (won === null) return null;
  const { effective_n, win_rate, win_rate_low, win_rate_high, base_win_rate } = won;
  return { value: win_rate, low: win_rate_low, high: win_rate_high, base: base_win_rate, n: effective_n };
}

const label = (value: string | null): string => (value ?? 'nothing').replaceAll('_', ' ');

const CHANGES: Readonly<Record<string, (change: StockChangeJson) => string>> = {
  verdict: ({ from, to }) => `Verdict ${label(from)} → ${label(to)}`,
  evidence: ({ from, to }) => `Trades to judge by: ${label(from)} → ${label(to)}`,
  listing: ({ to }) => (to === 'stale' ? 'The listing has stopped trading' : 'The listing trades again'),
  entry_touched: ({ level }) => `Price came to the entry${at(level)}`,
  stop_touched: ({ level }) => `Price came to the stop${at(level)}`,
  target_touched: ({ level }) => `Price came to the target${at(level)}`,
  split: ({ ratio }) => (ratio === null ? 'Split' : `Split: ${ratio} new shares for an old one`),
};

const at = (level: number | null): string => (level === null ? '' : `, ${price(level)}`);

/** One difference between two results of a ticker, in a sentence. */
export function changeInWords(change: StockChangeJson): string {
  const said = CHANGES[change.kind]?.(change) ?? change.kind.replaceAll('_', ' ');
  return `${said} (${day(change.from_as_of)} to ${day(change.as_of)}).`;
}
