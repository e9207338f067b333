import type { Cell } from '../../core/csv.ts';
import type { Money } from '../money/money-schema.ts';
import { isKnown, type StockResult, VOTE_IDS } from '../results/results.ts';
import { type StockFiguresJson, stockFiguresJson } from './result-json.ts';

type Column = readonly [name: string, of: (result: StockFiguresJson) => Cell];

const plain = (name: Exclude<keyof StockFiguresJson, 'groups' | 'context' | 'also_asked_for'>): Column => [
  name,
  (result) => result[name],
];

const context = (name: keyof StockFiguresJson['context']): Column => [name, (result) => result.context[name]];

const COLUMNS: readonly Column[] = [
  plain('asked_for'),
  ['also_asked_for', (result) => result.also_asked_for.join(' ')],
  plain('ticker'),
  plain('symbol'),
  plain('name'),
  plain('exchange'),
  plain('symbol_note'),
  plain('currency'),
  plain('strategy'),
  plain('verdict'),
  plain('score'),
  plain('rating'),
  ['moving_averages', ({ groups }) => groups.moving_averages],
  ['oscillators', ({ groups }) => groups.oscillators],
  plain('close'),
  plain('entry'),
  plain('entry_reason'),
  plain('stop'),
  plain('target'),
  plain('risk_reward'),
  plain('shares'),
  plain('shares_bound_by'),
  plain('shares_reason'),
  plain('volume'),
  plain('volume_share_percent'),
  plain('turnover'),
  plain('turnover_currency'),
  plain('time_limit_bars'),
  plain('no_plan_reason'),
  plain('evidence_finding'),
  plain('bars'),
  plain('partial'),
  plain('dropped_bars'),
  plain('interval'),
  plain('as_of'),
  plain('bar'),
  plain('bar_until'),
  plain('analysis_source'),
  plain('data_source'),
  plain('provenance'),
  plain('stale'),
  plain('listing_stale_since'),
  context('atr14'),
  context('bollinger_upper'),
  context('bollinger_middle'),
  context('bollinger_lower'),
  context('obv'),
  context('cmf20'),
  context('psar'),
  plain('started_at'),
  plain('completed_at'),
];

const MONEY_COLUMNS: readonly (readonly [name: string, of: (money: Money) => Cell])[] = [
  ['capital_currency', (money) => money.capital_currency],
  ['rate', (money) => money.rate?.rate ?? null],
  ['rate_as_of', (money) => money.rate?.as_of ?? null],
  ['position_cost', (money) => money.position_cost],
  ['position_risk', (money) => money.position_risk],
];

const voteColumns = VOTE_IDS.map((id) => `vote_${id}`);

/** Column names: figures, then votes (as numbers). */
export const STOCK_CSV_HEADER: readonly string[] = [
  ...[...COLUMNS, ...MONEY_COLUMNS].map(([name]) => name),
  ...voteColumns,
];

/** Leaves the votes of an unknown version empty, because their columns differ. */
export function stockCsvRow(row: StockResult): Cell[] {
  const figures = stockFiguresJson(row);
  const votes = isKnown(row) ? row.votes : [];
  return [
    ...COLUMNS.map(([, of]) => of(figures)),
    ...MONEY_COLUMNS.map(([, of]) => row.money && of(row.money)),
    ...VOTE_IDS.map((_, i) => votes[i] ?? null),
  ];
}
