import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import { withoutReferences } from '../../text/clean.ts';
import type { Post } from '../networks/social.ts';
import { type Context, type Finding, finding, type Json, type Missing, missing } from './findings.ts';
import { likeGroups } from './like-groups.ts';
import { localTimes } from './local-time.ts';
import { byDate, type DatedPost } from './order.ts';
import { type Estimate, type Group, holm, type StratifiedTest, stratifiedTest } from './rank-test.ts';
import { quantile, rounded } from './statistics.ts';

/** The normal approximation is poor below eight per side. */
const MIN_SIDE = 8;
/** Fewer groups would let one of them decide. */
const MIN_GROUPS = 4;
/** Below 5 %, so that an author without any difference is told one less often than that. */
const SIGNIFICANT = 0.03;
const NO_DIFFERENCE = 'no difference that these posts can show';
const MEDIA =
  /\b(photos?|pics?|pictures?|images?|videos?|gif|foto|fotos|bild|bilder|imagen|imagem|immagine)\b/i;
const BLOCKS = [0, 6, 12, 18] as const;
const METHOD =
  'like with like: posts of one kind, at most eight that follow each other within 60 days, van Elteren, two-sided; p ' +
  'corrected by Holm for the comparisons made; 95 % intervals, not corrected';

/** A settled post with its count, and what it is asked about. */
interface Counted extends DatedPost {
  value: number;
  hour: number;
  length: number;
}

interface Question {
  what: string;
  has: (counted: Counted) => boolean;
}

interface Compared {
  what: string;
  /** Groups with posts on both sides. */
  groups: Group[];
  with: number;
  without: number;
}

/** Length without links, hashtags and mentions, which have questions of their own. */
const lengthOf = (post: Post): number => withoutReferences(post.text.slice(0, 5_000)).trim().length;

function questions(counted: readonly Counted[]): Question[] {
  const lengths = counted.map(({ length }) => length);
  const [short, long] = [quantile(lengths, 1 / 3), quantile(lengths, 2 / 3)];
  return [
    { what: 'has_link', has: ({ post }) => post.links.length > 0 },
    { what: 'has_hashtag', has: ({ post }) => post.hashtags.length > 0 },
    { what: 'has_media_word', has: ({ post }) => MEDIA.test(post.text.slice(0, 5_000)) },
    { what: 'shortest_third', has: ({ length }) => length <= short },
    { what: 'longest_third', has: ({ length }) => length >= long },
    ...BLOCKS.map((from) => ({
      what: `hours_${String(from).padStart(2, '0')}_to_${String(from + 5).padStart(2, '0')}`,
      has: ({ hour }: Counted) => hour >= from && hour < from + 6,
    })),
  ];
}

function comparedBy(groups: readonly (readonly Counted[])[], { what, has }: Question): Compared {
  const sided = groups
    .map((group) => {
      const side = (wanted: boolean): number[] =>
        group.filter((counted) => has(counted) === wanted).map(({ value }) => value);
      return { a: side(true), b: side(false) };
    })
    .filter(({ a, b }) => a.length > 0 && b.length > 0);
  const sizeOf = (side: keyof Group): number => sided.reduce((sum, group) => sum + group[side].length, 0);
  return { what, groups: sided, with: sizeOf('a'), without: sizeOf('b') };
}

const isEnough = (compared: Compared): boolean =>
  Math.min(compared.with, compared.without) >= MIN_SIDE && compared.groups.length >= MIN_GROUPS;

const shown = ({ value, low, high }: Estimate): Json => ({
  value: rounded(value),
  low: rounded(low),
  high: rounded(high),
});

function comparison(compared: Compared, { ratio, superiority }: StratifiedTest, p: number): Json {
  const direction = superiority.value > 0.5 ? 'more with it' : 'fewer with it';
  return {
    what: compared.what,
    n_with: compared.with,
    n_without: compared.without,
    groups: compared.groups.length,
    ratio_of_count_plus_1: shown(ratio),
    share_of_pairs_with_more: shown(superiority),
    p_corrected: rounded(p, 4),
    says: p < SIGNIFICANT ? direction : NO_DIFFERENCE,
  };
}

/**
 * Compares posts with and without certain features by one count, like with like: of one kind, next to each other in time.
 * @param settled own posts old enough for their counts
 */
export function* whatDoesWell(
  settled: readonly Post[],
  measure: 'likes' | 'reposts' | 'replies',
  context: Context,
): Work<Finding | Missing> {
  const clock = localTimes(context.timeZone);
  const counted: Counted[] = [];
  yield* eachOf(byDate(settled, context.asOf).dated, ({ post, ms }) => {
    const value = post[measure];
    if (value === null || !Number.isFinite(value)) return;
    counted.push({ post, ms, value, hour: clock(ms).hour, length: lengthOf(post) });
  });
  const needs = `${MIN_SIDE} settled posts with a feature and ${MIN_SIDE} without it, in ${MIN_GROUPS} groups of one kind and time`;
  if (counted.length < 2 * MIN_SIDE) return missing('too few dated posts with counts', needs);
  const groups = likeGroups(counted);
  const all: Compared[] = [];
  const tests: StratifiedTest[] = [];
  for (const question of questions(counted)) {
    const compared = comparedBy(groups, question);
    all.push(compared);
    yield;
    if (isEnough(compared)) tests.push(stratifiedTest(compared.groups));
    yield;
  }
  const enough = all.filter(isEnough);
  if (enough.length === 0) return missing('too few like posts on one of the sides', needs);
  const ps = holm(tests.map(({ p }) => p));
  const value = {
    measure,
    comparisons: enough.flatMap((compared, at) => {
      const test = tests[at];
      return test ? [comparison(compared, test, ps[at] ?? 1)] : [];
    }),
    not_compared: all.filter((compared) => !isEnough(compared)).map(({ what }) => what),
    method: METHOD,
    time_zone: context.timeZone,
  };
  return finding(
    value,
    counted.map(({ post }) => post),
  );
}
