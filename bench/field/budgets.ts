import type { Figure } from '../figures.ts';
import { hasFailed, type Results } from './results.ts';
import type { PeerId } from './types.ts';

/** Null where there is no figure. */
function figure({ rows }: Results, row: string, peer: PeerId): number | null {
  const cell = rows.find(({ id }) => id === row)?.cells[peer];
  return cell && 'median' in cell ? cell.median : null;
}

/** A budget of ours alone: row, unit, and the most. */
const OWN: readonly [row: string, unit: string, budget: number][] = [
  ['pickup-p50', 'ms', 15],
  ['messages', 'messages', 6],
  ['trips', 'trips/step', 0.1],
  ['chain-slope', '% longer', 5],
  ['growth-drain', '% slower', 10],
];

/** Shares of our drain that others may reach. */
const OTHERS: readonly [peer: PeerId, name: string, budget: number][] = [
  ['older', 'drain of the older commit, ours is 1', 1 / 2],
  ['dbos', 'drain of DBOS, ours is 1', 1 / 4],
];

/** Rows of peers that failed: none may. */
const failed = ({ rows }: Results): Figure => ({
  name: 'cells that failed',
  value: rows.flatMap(({ cells }) => Object.values(cells)).filter(hasFailed).length,
  unit: 'cells',
  budget: 0,
});

/** What the table must show of us; of a quick run, whose figures are worth little, only that nothing failed. */
export function budgetsOf(results: Results): Figure[] {
  if (results.quick) return [failed(results)];
  const own = OWN.flatMap(([row, unit, budget]) => {
    const value = figure(results, row, 'unstuck');
    const { title = row } = results.rows.find(({ id }) => id === row) ?? {};
    return value === null ? [] : [{ name: title, value, unit, budget }];
  });
  const ours = figure(results, 'drain', 'unstuck');
  const others = OTHERS.flatMap(([peer, name, budget]) => {
    const value = figure(results, 'drain', peer);
    return value === null || ours === null ? [] : [{ name, value: value / ours, unit: '×', budget }];
  });
  return [...others, ...own, failed(results)];
}
