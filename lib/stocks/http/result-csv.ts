import type { Cell } from '../../core/csv.ts';
import { isPresent, type StockResult, VOTE_IDS } from '../results/results.ts';
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
  plain('time_limit_bars'),
  plain('no_plan_reason'),
  plain('evidence_finding'),
  plain('bars'),
  plain('dropped_bars'),
  plain('as_of'),
  plain('analysis_source'),
  plain('data_source'),
  plain('provenance'),
  plain('stale'),
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

const voteColumns = VOTE_IDS.map((id) => `vote_${id}`);

/** Column names: figures, then votes (as numbers). */
export const STOCK_CSV_HEADER: readonly string[] = [...COLUMNS.map(([name]) => name), ...voteColumns];

/** Leaves the votes of older results empty, because their columns differ. */
export function stockCsvRow(row: StockResult): Cell[] {
  const figures = stockFiguresJson(row);
  const votes = isPresent(row) ? row.votes : [];
  return [...COLUMNS.map(([, of]) => of(figures)), ...VOTE_IDS.map((_, i) => votes[i] ?? null)];
}
