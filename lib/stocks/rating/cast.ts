import type { IndicatorSeries } from '../indicators/series.ts';
import { type Decision, RULES, type Rule } from './rules.ts';
import { type ValueColumn, type VoteValues, valueColumns } from './values.ts';
import { VOTES, type Vote, type VoteDefinition, type VoteId } from './votes.ts';

/** Marks an unavailable vote in numeric form. */
export const ABSENT = 2;

/** Votes of a whole series: vote `i` of `VOTES` at bar `t` is `votes[i * bars + t]`, one of -1, 0, 1 or `ABSENT`. */
export interface VoteMatrix {
  bars: number;
  votes: Int8Array;
}

/** Applies a rule to its numbers, in the order of the vote's `reads`; all must exist. */
export function decide(rule: Rule, read: readonly number[]): Decision {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN, e = Number.NaN, f = Number.NaN] =
    read;
  return rule(a, b, c, d, e, f);
}

/** Votes for one bar; null for each vote that reads a missing value. */
export function castVotes(values: VoteValues): Vote[] {
  return VOTES.map(({ id, reads }) => {
    const read = reads.map(([name]) => values[name]);
    return read.some(Number.isNaN) ? null : decide(RULES[id], read);
  });
}

const numberAt = (column: ValueColumn | undefined, t: number): number =>
  column === undefined ? 0 : (column.x[t - column.ago] ?? Number.NaN);

function castColumn(id: VoteId, columns: readonly ValueColumn[], out: Int8Array): void {
  const rule = RULES[id];
  const [first, second, third, fourth, fifth, sixth] = columns;
  for (let t = 0; t < out.length; t++) {
    const a = numberAt(first, t);
    const b = numberAt(second, t);
    const c = numberAt(third, t);
    const d = numberAt(fourth, t);
    const e = numberAt(fifth, t);
    const f = numberAt(sixth, t);
    out[t] = Number.isNaN(a + b + c + d + e + f) ? ABSENT : rule(a, b, c, d, e, f);
  }
}

/** Votes for every bar. Bar `t` uses bars `0 .. t` only. */
export function voteMatrix(series: IndicatorSeries): VoteMatrix {
  const bars = series.close.length;
  const columns = valueColumns(series);
  const votes = new Int8Array(VOTES.length * bars);
  VOTES.forEach(({ id, reads }: VoteDefinition & { id: VoteId }, i) => {
    const read = reads.map(([name]) => columns[name]);
    castColumn(id, read, votes.subarray(i * bars, (i + 1) * bars));
  });
  return { bars, votes };
}
