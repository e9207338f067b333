import { compareText } from '../analyses/order.ts';
import { rounded } from '../analyses/statistics.ts';
import type { Report } from '../report/report.ts';
import type { ComparedNumber, NotCompared } from './comparison-json.ts';
import { type Found, findIn, member, rowsOf, whyNot } from './found.ts';
import type { Measure } from './measures.ts';

type Pair = readonly [before: Found, after: Found];

interface Place {
  number: string;
  label: string;
  before: unknown;
  after: unknown;
}

const at = (value: unknown, path: string | null): unknown =>
  path === null ? value : path.split('.').reduce(member, value);

function named({ numbers }: Measure, [before, after]: Pair): Place[] {
  return numbers.map(([path, label]) => {
    return { number: path, label, before: at(before.value, path), after: at(after.value, path) };
  });
}

function sharesIn({ value }: Found, { path, key }: NonNullable<Measure['shares']>): Map<string, unknown> {
  const rows = rowsOf(at(value, path)).flatMap((row) => {
    const name = member(row, key);
    return typeof name === 'string' ? [[name, member(row, 'share')] as const] : [];
  });
  return new Map(rows);
}

/**
 * Row names come from the analyses (kinds, labels, language codes), never from posts, so sentences may contain them.
 */
function shared({ shares }: Measure, [before, after]: Pair): Place[] {
  if (!shares) return [];
  const [earlier, later] = [sharesIn(before, shares), sharesIn(after, shares)];
  const path = shares.path === null ? '' : `${shares.path}.`;
  return [...new Set([...earlier.keys(), ...later.keys()])].sort(compareText).map((name) => ({
    number: `${path}${name}.share`,
    label: `share of ${shares.label} ${name}`,
    before: earlier.has(name) ? earlier.get(name) : 0,
    after: later.has(name) ? later.get(name) : 0,
  }));
}

const OUTCOMES = { equal: 'No difference', higher: 'Higher by', lower: 'Lower by' } as const;

function sentenceOf(label: string, [before, after]: Pair, given: ComparedNumber, readOff: boolean): string {
  const start = label.slice(0, 1).toUpperCase() + label.slice(1);
  const size = (found: Found): string => (readOff ? '' : ` (n = ${found.n})`);
  const values = `${start}: ${given.before}${size(before)} before, ${given.after}${size(after)} after.`;
  if (given.outcome === 'too_few') return `${values} Too few to tell a difference from chance.`;
  const by = given.outcome === 'equal' ? '' : ` ${Math.abs(given.difference)}`;
  return `${values} ${OUTCOMES[given.outcome]}${by}.`;
}

function outcomeOf(difference: number, pair: Pair): ComparedNumber['outcome'] {
  if (pair.some(({ confidence }) => confidence === 'low')) return 'too_few';
  if (difference === 0) return 'equal';
  return difference > 0 ? 'higher' : 'lower';
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function compared(measure: Measure, pair: Pair, place: Place): ComparedNumber | NotCompared {
  const { analysis, finding, readOff = false } = measure;
  const { number, label, before, after } = place;
  if (!isNumber(before) || !isNumber(after)) {
    return { analysis, finding, why: `Not known in both reports: ${label}.` };
  }
  const difference = rounded(after - before);
  const sizes = { n_before: pair[0].n, n_after: pair[1].n };
  const outcome = outcomeOf(difference, pair);
  const given = { analysis, finding, number, before, after, difference, ...sizes, outcome, sentence: '' };
  return { ...given, sentence: sentenceOf(label, pair, given, readOff) };
}

/** Why two numbers with the same name measure different things; null if they do not. */
function unlike(measure: Measure, pair: Pair, reports: readonly [Report, Report]): string | null {
  const [zone, otherZone] = reports.map(({ basis }) => basis.time_zone);
  if (measure.local && zone !== otherZone) return 'The reports use different time zones.';
  const [language, other] = pair.map(({ value }) => member(value, 'language'));
  return measure.inLanguage && language !== other ? 'The figures are for different languages.' : null;
}

/** Compares the numbers of one finding between two reports. */
export function compareNumbers(
  measure: Measure,
  reports: readonly [Report, Report],
): (ComparedNumber | NotCompared)[] {
  const { analysis, finding } = measure;
  const before = findIn(reports[0], analysis, finding);
  const after = findIn(reports[1], analysis, finding);
  if ('why' in before || 'why' in after) {
    return [{ analysis, finding, why: whyNot(before, after) ?? '' }];
  }
  const pair = [before, after] as const;
  const why = unlike(measure, pair, reports);
  if (why !== null) return [{ analysis, finding, why }];
  return [...named(measure, pair), ...shared(measure, pair)].map((place) => compared(measure, pair, place));
}
