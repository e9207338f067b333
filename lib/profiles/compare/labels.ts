import type { ComparedNumber } from './comparison-json.ts';
import { MEASURES } from './measures.ts';

/** What a compared number is, as its sentence calls it; its path if it has no measure. */
export function comparedLabel({ analysis, finding, number }: ComparedNumber): string {
  const measure = MEASURES.find((one) => one.analysis === analysis && one.finding === finding);
  const named = measure?.numbers.find(([path]) => path === number)?.[1];
  const row = /([^.]+)\.share$/.exec(number)?.[1];
  if (named !== undefined) return named;
  return measure?.shares && row !== undefined ? `share of ${measure.shares.label} ${row}` : number;
}
