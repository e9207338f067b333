import { compareText } from '../analyses/order.ts';
import type { Report } from '../report/report.ts';
import type { Comparison, Side } from './comparison-json.ts';

export function sideOf({ basis }: Report): Side {
  const { posts, from, to, as_of, time_zone, mode, capped } = basis;
  return { posts, from, to, as_of, time_zone, mode, capped };
}

/** Whether the same posts can be in both samples, told by the spans of their dates. */
export function samplesOf(earlier: Side, later: Side): Comparison['samples'] {
  if (earlier.from === null || earlier.to === null || later.from === null || later.to === null) {
    const sentence = 'A sample has no dated post: whether the same posts are in both cannot be told.';
    return { overlap: 'unknown', from: null, to: null, sentence };
  }
  const [, from = ''] = [earlier.from, later.from].sort(compareText);
  const [to = ''] = [earlier.to, later.to].sort(compareText);
  if (from > to) {
    const sentence = 'The samples span different times: no dated post is in both.';
    return { overlap: 'none', from: null, to: null, sentence };
  }
  const sentence = `Both samples span ${from} to ${to}: posts of that time can be in both, so the two are not independent.`;
  return { overlap: 'spans', from, to, sentence };
}

/** What to bear in mind with every number. */
export function cautionsOf(earlier: Side, later: Side): string[] {
  const cautions = ['Each difference is arithmetic, not a test: it can be chance, and it names no cause.'];
  if ((earlier.as_of ?? '') > (later.as_of ?? '\uffff')) {
    cautions.push('The report given as earlier ends its observation after the one given as later.');
  }
  if (earlier.mode !== later.mode)
    cautions.push('One report read quickly, the other deeply: fewer posts are newer posts.');
  if (earlier.capped || later.capped) {
    cautions.push('Reading stopped at its cap in at least one report: its older posts were not read.');
  }
  if (earlier.time_zone !== later.time_zone) {
    cautions.push('The reports are in two time zones: what counts days was not compared.');
  }
  return cautions;
}
