import type { Work } from '../../core/slices.ts';
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
  rowOf,
} from './findings.ts';
import { ownPosts } from './order.ts';
import { median, quantile, rounded, spread } from './statistics.ts';
import { whatDoesWell } from './what-does-well.ts';

const MEASURES = ['likes', 'reposts', 'replies'] as const;
type Measure = (typeof MEASURES)[number];

/** A younger post's counts still grow, so it would look unsuccessful. */
const SETTLED_MS = 48 * 3_600_000;
const MIN_COUNTED = 5;
/** Fewer could not have eight posts on each side of a question. */
const MIN_COMPARED = 16;
const KINDS = ['post', 'reply', 'quote'] as const;

interface Counted {
  post: Post;
  value: number;
}

const countedBy = (posts: readonly Post[], measure: Measure): Counted[] =>
  posts.flatMap((post) => {
    const value = post[measure];
    return value !== null && Number.isFinite(value) ? [{ post, value }] : [];
  });

/** Replies reach another audience than posts do. */
function byKind(counted: readonly Counted[]): Json {
  const kinds = KINDS.flatMap((kind) => {
    const values = counted.filter(({ post }) => post.kind === kind).map(({ value }) => value);
    return values.length < MIN_COUNTED
      ? []
      : [[kind, { posts: values.length, median: rounded(median(values)) }]];
  });
  return Object.fromEntries(kinds);
}

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
  const most = quantile(values, 1);
  const of = (wanted: number): Post[] =>
    counted.filter(({ value }) => value === wanted).map(({ post }) => post);
  const value = {
    ...around,
    iqr: rounded(around.p75 - around.p25),
    most: rounded(most),
    most_post_ids: rowOf(of(most)).post_ids,
    by_kind: byKind(counted),
  };
  return finding(
    value,
    counted.map(({ post }) => post),
  );
}

function* byFirstMeasure(settled: readonly Post[], context: Context): Work<Finding | Missing> {
  const measure = MEASURES.find((candidate) => countedBy(settled, candidate).length >= MIN_COMPARED);
  if (measure === undefined)
    return missing('too few posts with counts', `${MIN_COMPARED} settled posts with counts`);
  return yield* whatDoesWell(settled, measure, context);
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
    what_does_well: yield* byFirstMeasure(settled, context),
  });
}
