import { type Cell, csvLine } from '../../core/csv.ts';
import type { Report } from '../report/report.ts';
import { inReadingOrder } from './words/order.ts';
import { readFindings } from './words/read-findings.ts';

const HEADER = [
  'analysis',
  'finding',
  'figure',
  'value',
  'n',
  'confidence',
  'post_ids',
  'not_assessed',
] as const;

/** Every figure of a value by its path, as `hours_between_posts.median` or `most.0.share`. */
function figuresOf(value: unknown, path: readonly string[] = []): [string, Cell][] {
  if (typeof value === 'object' && value !== null) {
    const names = Array.isArray(value) ? Object.keys(value) : inReadingOrder(Object.keys(value));
    return names.flatMap((name) => figuresOf(Object(value)[name], [...path, name]));
  }
  const cell =
    typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value);
  return [[path.join('.'), cell]];
}

/** The report as CSV: a line for each figure, then one for each that could not be had. */
export function reportCsv(report: Report): string {
  const figures = readFindings(report).flatMap(({ analysis, name, value, n, confidence, postIds }) =>
    figuresOf(value).map(([path, cell]) =>
      csvLine([analysis, name, path, cell, n, confidence, postIds.join(' '), null]),
    ),
  );
  const missing = report.not_assessed.map(({ analysis, what, why }) =>
    csvLine([analysis, what, null, null, null, null, null, why]),
  );
  return [csvLine(HEADER), ...figures, ...missing].join('');
}
