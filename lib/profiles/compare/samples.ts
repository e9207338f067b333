import { compareText } from '../analyses/order.ts';
import type { Report } from '../report/report.ts';
import type { Comparison, Side } from './comparison-json.ts';

export function sideOf({ basis }: Report): Side {
  const { posts, from, to, as_of, time_zone, mode, capped } = basis;
  return { posts, from, to, as_of, time_zone, mode, capped };
}

/** Whether both samples can contain the same posts, judged by the periods they cover. */
export function samplesOf(earlier: Side, later: Side): Comparison['samples'] {
  if (earlier.from === null || earlier.to === null || later.from === null || later.to === null) {
    const sentence = 'A sample has no dated post, so it is unknown whether both contain the same posts.';
    return { overlap: 'unknown', from: null, to: null, sentence };
  }
  const [, from = ''] = [earlier.from, later.from].sort(compareText);
  const [to = ''] = [earlier.to, later.to].sort(compareText);
  if (from > to) {
    const sentence = 'The samples cover different periods: no dated post is in both.';
    return { overlap: 'none', from: null, to: null, sentence };
  }
  const sentence = `Both samples cover ${from} to ${to}: posts from that period can be in both, so the two are not independent.`;
  return { overlap: 'spans', from, to, sentence };
}

/** Caveats for all numbers. */
export function cautionsOf(earlier: Side, later: Side): string[] {
  const cautions = ['Each difference is arithmetic, not a test: it can be chance, and it names no cause.'];
  if ((earlier.as_of ?? '') > (later.as_of ?? '\uffff')) {
    cautions.push('The report given as the earlier one ends its observation after the later one.');
  }
  if (earlier.mode !== later.mode)
    cautions.push('One report is quick, the other deep: the smaller sample has newer posts.');
  if (earlier.capped || later.capped) {
    cautions.push('At least one report reached its limit: older posts were not read.');
  }
  if (earlier.time_zone !== later.time_zone) {
    cautions.push(
      'The reports use different time zones: numbers that depend on days or hours were not compared.',
    );
  }
  return cautions;
}
