import { compareText } from '../analyses/order.ts';
import type { Report } from '../report/report.ts';
import type { ComparedList, NotCompared } from './comparison-json.ts';
import { type Found, findIn, member, rowsOf, whyNot } from './found.ts';
import type { Listed } from './measures.ts';

interface Names {
  names: Set<string>;
  /** True if the list is exhaustive. */
  complete: boolean;
}

function namesIn({ value }: Found, { path, key }: Listed): Names {
  const found = rowsOf(member(value, path)).flatMap((row) => {
    const name = member(row, key);
    return typeof name === 'string' ? [name] : [];
  });
  const names = new Set(found);
  return { names, complete: member(value, 'distinct') === names.size };
}

function sentenceOf(called: string, list: Omit<ComparedList, 'sentence'>): string {
  const { appeared, gone, stayed, complete, n_before, n_after, outcome } = list;
  const which = complete ? `Of all ${called}` : `Of the most frequent ${called}`;
  const counts =
    `${which}, ${appeared.length} are in the later report only, ${gone.length} in the earlier only, ` +
    `${stayed.length} in both (n = ${n_before} before, ${n_after} after).`;
  const cut = complete ? '' : ' One that left the list may still be in use, less often.';
  const few = outcome === 'too_few' ? ' Too few to tell a difference from chance.' : '';
  return `${counts}${cut}${few}`;
}

/** Entries added, removed and kept in one list between two reports. */
export function compareLists(listed: Listed, reports: readonly [Report, Report]): ComparedList | NotCompared {
  const { analysis, finding, called } = listed;
  const before = findIn(reports[0], analysis, finding);
  const after = findIn(reports[1], analysis, finding);
  if ('why' in before || 'why' in after) {
    return { analysis, finding, why: whyNot(before, after) ?? '' };
  }
  const [earlier, later] = [namesIn(before, listed), namesIn(after, listed)];
  const sorted = (names: Set<string>): string[] => [...names].sort(compareText);
  const few = before.confidence === 'low' || after.confidence === 'low';
  const list = {
    analysis,
    finding,
    appeared: sorted(later.names.difference(earlier.names)),
    gone: sorted(earlier.names.difference(later.names)),
    stayed: sorted(earlier.names.intersection(later.names)),
    complete: earlier.complete && later.complete,
    n_before: before.n,
    n_after: after.n,
    outcome: few ? ('too_few' as const) : ('compared' as const),
  };
  return { ...list, sentence: sentenceOf(called, list) };
}
