import { PermanentError } from '../../core/errors.ts';
import type { Report } from '../report/report.ts';
import type { ComparedList, ComparedNumber, Comparison, NotCompared } from './comparison-json.ts';
import { compareLists } from './lists.ts';
import { LISTS, MEASURES } from './measures.ts';
import { compareNumbers } from './numbers.ts';
import { cautionsOf, samplesOf, sideOf } from './samples.ts';

const NEVER: readonly NotCompared[] = [
  {
    analysis: 'automation',
    finding: 'all',
    why: 'Each signal is evidence about one sample with its own error; a difference between two would be over-interpreted.',
  },
  { analysis: 'prediction', finding: 'all', why: 'The forecasts are for different weeks.' },
];

function parted<T extends ComparedNumber | ComparedList>(entries: readonly (T | NotCompared)[]) {
  const compared: T[] = [];
  const not: NotCompared[] = [];
  for (const entry of entries) {
    if ('why' in entry) not.push(entry);
    else compared.push(entry);
  }
  return { compared, not };
}

/** Only reports of one profile may be compared: comparing two people's writing could unmask pseudonyms. */
function mustBeOneProfile(earlier: Report, later: Report): void {
  const { platform, id } = earlier.profile;
  if (later.profile.platform === platform && later.profile.id === id) return;
  throw new PermanentError(
    'different_profiles',
    'The reports are of different profiles. Compare two reports of one profile on one platform.',
  );
}

function eachOnce(entries: readonly NotCompared[]): NotCompared[] {
  const byText = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return [...byText.values()];
}

/**
 * Compares two reports of one profile, as plain JSON. Pure. Says what is higher or lower, never what is better.
 * @throws PermanentError `different_profiles`
 */
export function compareReports(earlier: Report, later: Report): Comparison {
  mustBeOneProfile(earlier, later);
  const reports = [earlier, later] as const;
  const [before, after] = [sideOf(earlier), sideOf(later)];
  const numbers = parted(MEASURES.flatMap((measure) => compareNumbers(measure, reports)));
  const lists = parted(LISTS.map((listed) => compareLists(listed, reports)));
  const { platform, id, handle } = later.profile;
  return {
    comparison_version: 1,
    profile: { platform, id, handle },
    earlier: before,
    later: after,
    samples: samplesOf(before, after),
    cautions: cautionsOf(before, after),
    numbers: numbers.compared,
    lists: lists.compared,
    not_compared: eachOnce([...numbers.not, ...lists.not, ...NEVER]),
  };
}
