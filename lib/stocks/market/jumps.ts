import { upperMedian } from '../../core/statistics.ts';
import type { Jump } from './quality.ts';
import type { FullRow } from './rows.ts';
import { nameOf, type SplitRatio, splitRatioOf } from './split-ratio.ts';

/** Smallest move of the close, as a fraction; less for rounding. */
const SMALLEST = 0.2 - 1e-9;
const USUAL_BARS = 20;
/** Times the usual volume from which a move counts as the market's own. */
const HEAVY = 3;
/** The newest are kept; a plan asks for nothing older. */
const MOST = 20;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** Volume over the median of the 20 bars before; null where no volume is counted. */
function volumeTimes(rows: readonly FullRow[], i: number): number | null {
  const usual = upperMedian(rows.slice(Math.max(0, i - USUAL_BARS), i).map(({ volume }) => volume));
  const volume = rows[i]?.volume ?? 0;
  return usual > 0 ? volume / usual : null;
}

/**
 * A split multiplies shares, and their volume with them, and leaves trading as it was; news bring volume. Without
 * volume the ratio alone decides.
 */
function looksLike(ratio: SplitRatio | null, times: number | null): Jump['looks_like'] {
  const byRatio = ratio === null ? 1 : Math.max(1, ratio.after / ratio.before);
  if (times !== null && times >= HEAVY * byRatio) return 'market_move';
  return ratio === null ? 'unknown' : 'split_or_bonus';
}

function describe(change: number, kind: Jump['looks_like'], ratio: SplitRatio | null, times: number | null) {
  const moved = `the close moved by ${change > 0 ? '+' : ''}${rounded(100 * change, 1)} %`;
  if (kind === 'split_or_bonus' && ratio) return `${moved}; looks like an unadjusted ${nameOf(ratio)}.`;
  if (kind === 'market_move') {
    return `${moved} on ${rounded(times ?? 0, 1)} times the usual volume; looks like a move of the market.`;
  }
  return `${moved}; no ratio of a split or bonus fits, and the volume does not explain it.`;
}

/**
 * Closes that moved by 20 % or more without an event that explains it: splits are applied before, dividends are added
 * back here. The ratio is looked for in the gap from the close before to the open, where a split or bonus shows.
 * @param dividends cash per share, by row. @returns the newest 20 and the number of all.
 */
export function jumpsIn(
  rows: readonly FullRow[],
  dividends: Float64Array,
): { jumps: Jump[]; dates: string[] } {
  const found = rows.flatMap((row, i): Jump[] => {
    const before = rows[i - 1];
    if (!before) return [];
    const dividend = dividends[i] ?? 0;
    const change = row.close / before.close - 1;
    const explained = Math.abs((row.close + dividend) / before.close - 1) < SMALLEST;
    if (Math.abs(change) < SMALLEST || explained) return [];
    const times = volumeTimes(rows, i);
    const ratio = splitRatioOf(row.open / before.close);
    const kind = looksLike(ratio, times);
    return [
      {
        date: row.date,
        change: rounded(change, 4),
        volume_times: times === null ? null : rounded(times, 2),
        looks_like: kind,
        ratio: kind === 'split_or_bonus' && ratio ? `${ratio.after}:${ratio.before}` : null,
        text: describe(change, kind, ratio, times),
      },
    ];
  });
  return { jumps: found.slice(-MOST), dates: found.map(({ date }) => date) };
}
