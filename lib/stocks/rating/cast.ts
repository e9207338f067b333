import { at } from '../indicators/bars.ts';
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

/** Most votes read two numbers: a loop of their own is twice as fast as one over six. */
function castPairs(rule: Rule, a: ValueColumn, b: ValueColumn, from: number, out: Int8Array): void {
  for (let t = from; t < out.length; t++) {
    const first = at(a.x, t - a.ago);
    const second = at(b.x, t - b.ago);
    out[t] = Number.isNaN(first + second) ? ABSENT : rule(first, second, 0, 0, 0, 0);
  }
}

const NOTHING: ValueColumn = { x: new Float64Array(0), ago: 0 };

function castMany(rule: Rule, columns: readonly ValueColumn[], from: number, out: Int8Array): void {
  const [a = NOTHING, b, c, d, e, f] = columns;
  for (let t = from; t < out.length; t++) {
    const first = at(a.x, t - a.ago);
    const second = b === undefined ? 0 : at(b.x, t - b.ago);
    const third = c === undefined ? 0 : at(c.x, t - c.ago);
    const fourth = d === undefined ? 0 : at(d.x, t - d.ago);
    const fifth = e === undefined ? 0 : at(e.x, t - e.ago);
    const sixth = f === undefined ? 0 : at(f.x, t - f.ago);
    const absent = Number.isNaN(first + second + third + fourth + fifth + sixth);
    out[t] = absent ? ABSENT : rule(first, second, third, fourth, fifth, sixth);
  }
}

function castColumn(id: VoteId, columns: readonly ValueColumn[], out: Int8Array): void {
  const [a = NOTHING, b = NOTHING] = columns;
  // A typed array is slow at negative places, so bars that lack an earlier one are left out of the loops.
  const from = Math.min(out.length, Math.max(...columns.map(({ ago }) => ago)));
  out.fill(ABSENT, 0, from);
  if (columns.length === 2) castPairs(RULES[id], a, b, from, out);
  else castMany(RULES[id], columns, from, out);
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
