import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import type { Post } from '../networks/social.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  type Json,
  type Missing,
  missing,
} from './findings.ts';
import { localTimes } from './local-time.ts';
import { byDate, ownPosts } from './order.ts';
import { holm, mannWhitney } from './rank-test.ts';
import { median, quantile, rounded, spread } from './statistics.ts';

const MEASURES = ['likes', 'reposts', 'replies'] as const;
type Measure = (typeof MEASURES)[number];

/** A younger post's counts still grow, so it would look unsuccessful. */
const SETTLED_MS = 48 * 3_600_000;
const MIN_COUNTED = 5;
/** The rank test's normal approximation is poor below eight per side. */
const MIN_SIDE = 8;
const SIGNIFICANT = 0.05;
const NO_DIFFERENCE = 'no difference that these posts can show';
const MEDIA =
  /\b(photos?|pics?|pictures?|images?|videos?|gif|foto|fotos|bild|bilder|imagen|imagem|immagine)\b/i;
const BLOCKS = [0, 6, 12, 18] as const;

interface Counted {
  post: Post;
  value: number;
}

interface Question {
  what: string;
  /** Null puts the post on neither side. */
  has: (post: Post) => boolean | null;
}

interface Compared {
  what: string;
  with: number[];
  without: number[];
}

const countedBy = (posts: readonly Post[], measure: Measure): Counted[] =>
  posts.flatMap((post) => {
    const value = post[measure];
    return value !== null && Number.isFinite(value) ? [{ post, value }] : [];
  });

function typical(posts: readonly Post[], measure: Measure): Finding | Missing {
  const counted = countedBy(posts, measure);
  if (counted.length < MIN_COUNTED) {
    return missing(
      `the ${measure} of too few posts are known`,
      `${MIN_COUNTED} settled own posts with ${measure}`,
    );
  }
  const values = counted.map(({ value }) => value);
  const around = spread(values);
  const value = { ...around, iqr: rounded(around.p75 - around.p25), most: rounded(quantile(values, 1)) };
  return finding(
    value,
    counted.map(({ post }) => post),
  );
}

function hoursOf(posts: readonly Post[], { timeZone, asOf }: Context): Map<Post, number> {
  const clock = localTimes(timeZone);
  return new Map(byDate(posts, asOf).dated.map(({ post, ms }) => [post, clock(ms).hour]));
}

function questions(posts: readonly Post[], context: Context): Question[] {
  const hours = hoursOf(posts, context);
  const lengths = posts.map(({ text }) => text.length);
  const [short, long] = [quantile(lengths, 1 / 3), quantile(lengths, 2 / 3)];
  const inBlock = (post: Post, from: number): boolean | null => {
    const hour = hours.get(post);
    return hour === undefined ? null : hour >= from && hour < from + 6;
  };
  return [
    { what: 'is_reply', has: ({ kind }) => kind === 'reply' },
    { what: 'is_quote', has: ({ kind }) => kind === 'quote' },
    { what: 'has_link', has: ({ links }) => links.length > 0 },
    { what: 'has_hashtag', has: ({ hashtags }) => hashtags.length > 0 },
    { what: 'has_media_word', has: ({ text }) => MEDIA.test(text.slice(0, 5_000)) },
    { what: 'shortest_third', has: ({ text }) => text.length <= short },
    { what: 'longest_third', has: ({ text }) => text.length >= long },
    ...BLOCKS.map((from) => ({
      what: `hours_${String(from).padStart(2, '0')}_to_${String(from + 5).padStart(2, '0')}`,
      has: (post: Post) => inBlock(post, from),
    })),
  ];
}

function comparedBy(counted: readonly Counted[], { what, has }: Question): Compared {
  const side = (wanted: boolean): number[] =>
    counted.filter(({ post }) => has(post) === wanted).map(({ value }) => value);
  return { what, with: side(true), without: side(false) };
}

function verdict(ratio: number | null, p: number, higher: boolean): Record<string, Json> {
  if (p >= SIGNIFICANT) return { median_ratio: ratio, p_corrected: rounded(p, 4), says: NO_DIFFERENCE };
  return { median_ratio: ratio, p_corrected: rounded(p, 4), says: higher ? 'more with it' : 'fewer with it' };
}

function comparisons(compared: readonly Compared[]): Json[] {
  const tests = compared.map((sides) => mannWhitney(sides.with, sides.without));
  const ps = holm(tests.map(({ p }) => p));
  return compared.map((sides, index) => {
    const base = median(sides.without);
    const ratio = base === 0 ? null : rounded(median(sides.with) / base);
    const higher = (tests[index]?.superiority ?? 0.5) > 0.5;
    const sizes = { what: sides.what, n_with: sides.with.length, n_without: sides.without.length };
    return { ...sizes, ...verdict(ratio, ps[index] ?? 1, higher) };
  });
}

/** Compares posts with and without certain features, by the first measure that enough posts have. */
function* whatDoesWell(posts: readonly Post[], context: Context): Work<Finding | Missing> {
  const measure = MEASURES.find((candidate) => countedBy(posts, candidate).length >= 2 * MIN_SIDE);
  const needs = `${MIN_SIDE} settled posts with a feature and ${MIN_SIDE} without it`;
  if (measure === undefined) return missing('too few posts with counts', needs);
  const counted = countedBy(posts, measure);
  const all = yield* mapOf(questions(posts, context), (question) => comparedBy(counted, question));
  const enough = all.filter((sides) => Math.min(sides.with.length, sides.without.length) >= MIN_SIDE);
  if (enough.length === 0) return missing('too few posts on one of the sides', needs);
  const value = {
    measure,
    comparisons: comparisons(enough),
    not_compared: all.filter((sides) => !enough.includes(sides)).map(({ what }) => what),
    method: 'Mann-Whitney, two-sided, normal approximation; p corrected by Holm for the comparisons made',
    time_zone: context.timeZone,
  };
  return finding(
    value,
    counted.map(({ post }) => post),
  );
}

/** How others reacted to own posts at least two days old. */
export function* engagement(posts: readonly Post[], context: Context): Work<Findings> {
  const young = Date.parse(context.asOf) - SETTLED_MS;
  const settled = ownPosts(posts).filter(
    ({ createdAt }) => createdAt === null || Date.parse(createdAt) <= young,
  );
  return findings(posts, {
    likes: typical(settled, 'likes'),
    reposts: typical(settled, 'reposts'),
    replies: typical(settled, 'replies'),
    what_does_well: yield* whatDoesWell(settled, context),
  });
}
