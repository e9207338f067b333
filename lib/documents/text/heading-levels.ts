import type { Work } from '../../core/slices.ts';
import { eachOf, mapOf, sortedOf } from '../../core/slices-of.ts';
import { rawText, SAME_SIZE, type Style, styleOf } from './headings.ts';
import { numberedDepth } from './numbering.ts';
import type { RawParagraph } from './paragraphs.ts';

const MAX_LEVEL = 6;

interface Heading {
  /** 0 for the largest style. */
  tier: number;
  /** By its number; 0 without one. */
  depth: number;
}

/** Styles from the largest to the smallest; of equal sizes, bold ranks higher. */
function* tiersOf(styles: readonly Style[]): Work<(style: Style) => number> {
  const order = yield* sortedOf(styles, (a, b) => b.size - a.size || Number(b.bold) - Number(a.bold));
  const tiers: Style[] = [];
  for (const style of order) {
    const last = tiers.at(-1);
    if (!last || style.bold !== last.bold || style.size < last.size * (1 - SAME_SIZE)) tiers.push(style);
  }
  return (style) => {
    const tier = tiers.findLastIndex(
      ({ size, bold }) => bold === style.bold && style.size <= size && style.size >= size * (1 - SAME_SIZE),
    );
    return Math.max(0, tier);
  };
}

/** By depth of numbering, the tier that most headings of it have; deeper ones never a higher one. */
function tiersByDepth(headings: readonly Heading[]): number[] {
  const found: number[] = [];
  for (let depth = 1; depth <= MAX_LEVEL + 1; depth += 1) {
    const counts = new Map<number, number>();
    for (const { tier, depth: own } of headings)
      if (own === depth) counts.set(tier, (counts.get(tier) ?? 0) + 1);
    const common = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
    if (common !== undefined) found[depth] = Math.max(common, ...found.slice(1).map((tier) => tier ?? 0));
  }
  return found;
}

/** Sorts as the levels do: by tier, within one by the depth of numbering. */
const keyOf = ({ tier, depth }: Heading, byDepth: readonly (number | undefined)[]): number => {
  if (depth > 0) return (byDepth[depth] ?? tier) * 16 + depth;
  const numbered = byDepth.indexOf(tier);
  return tier * 16 + Math.max(0, numbered);
};

/**
 * Places of headings in the order of their rank: by size and weight over the whole document, and by number where they
 * have one, so that `1.2.3` ranks below `1.2` in whatever size. Headings without a number rank with those of their style.
 * @returns a rank for each, rising from 0 for the highest, without gaps
 */
export function* headingRanks(headings: readonly RawParagraph[]): Work<number[]> {
  const tierOf = yield* tiersOf(headings.map(styleOf));
  const found = yield* mapOf(headings, (heading): Heading => {
    const depth = Math.min(MAX_LEVEL + 1, numberedDepth(rawText(heading)));
    return { tier: tierOf(styleOf(heading)), depth };
  });
  const byDepth = tiersByDepth(found);
  const keys = yield* mapOf(found, (heading) => keyOf(heading, byDepth));
  const order = new Map([...new Set(keys)].sort((a, b) => a - b).map((key, rank) => [key, rank]));
  return keys.map((key) => order.get(key) ?? 0);
}

interface Ranked {
  rank: number;
  /** Of its entry in the file's outline; null if it has none. */
  outlined: number | null;
}

/** By rank, the level that most outlined headings of it have. */
function levelsByRank(headings: readonly Ranked[]): Map<number, number> {
  const counts = new Map<number, Map<number, number>>();
  for (const { rank, outlined } of headings) {
    if (outlined === null) continue;
    const own = counts.get(rank) ?? new Map<number, number>();
    counts.set(rank, own.set(outlined, (own.get(outlined) ?? 0) + 1));
  }
  const most = (own: Map<number, number>): number => [...own].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1;
  return new Map([...counts].map(([rank, own]) => [rank, most(own)]));
}

/**
 * Levels from 1. An outlined heading has the level of its entry, one below the title if the document has one that is not
 * in the outline; others of its rank have the same, and those of lower ranks stand below.
 */
export function* levelsOf(headings: readonly Ranked[]): Work<number[]> {
  const known = levelsByRank(headings);
  const title =
    known.size > 0 && headings[0]?.outlined === null && headings[0].rank < Math.min(...known.keys());
  const shift = title ? 1 : 0;
  const levels: number[] = [];
  yield* eachOf(headings, ({ rank, outlined }) => {
    const above = [...known].filter(([other]) => other < rank).map(([, level]) => level);
    const unknown = known.size === 0 ? rank + 1 : Math.max(0, ...above) + (above.length > 0 ? 1 + shift : 1);
    const own = outlined ?? known.get(rank);
    levels.push(Math.min(MAX_LEVEL, own === undefined ? unknown : own + shift));
  });
  return levels;
}
