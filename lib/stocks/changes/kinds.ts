import type { StockAnalysis } from '../analyze.ts';
import type { BarsToRate } from '../bars/bars-to-rate.ts';
import type { MarketData } from '../market/market.ts';

/** A result as it leaves its step. */
export interface Analyzed {
  ticker: string;
  analysis: StockAnalysis;
  data: MarketData;
  rated: BarsToRate;
}

/**
 * Labels of a result whose change is told, by the kind of that change; null is no label, and changes nothing. A line
 * here is all that a further kind needs: the first result that has its label tells nothing.
 */
const STATES = {
  verdict: ({ analysis }: Analyzed): string | null => analysis.verdict,
  evidence: ({ analysis }: Analyzed): string | null => {
    const finding = analysis.evidence[0]?.finding;
    if (finding === undefined) return null;
    return finding === 'too_few' ? 'too_few' : 'enough';
  },
  listing: ({ rated }: Analyzed): string | null => (rated.listingStaleSince === null ? 'trading' : 'stale'),
};

const PLAN_KINDS = ['entry_touched', 'stop_touched', 'target_touched'] as const;

type StateKind = keyof typeof STATES;
export type ChangeKind = StateKind | (typeof PLAN_KINDS)[number] | 'split';

const isState = (name: string): name is StateKind => name in STATES;

/** All kinds of changes. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  ...Object.keys(STATES).filter(isState),
  ...PLAN_KINDS,
  'split',
];

/** The labels that a result has. */
export function statesOf(result: Analyzed): Record<string, string> {
  const found = Object.entries(STATES).map(([kind, read]) => [kind, read(result)] as const);
  return Object.fromEntries(found.flatMap(([kind, label]) => (label === null ? [] : [[kind, label]])));
}
