import type { Post } from '../networks/social.ts';
import type { DatedPost } from './order.ts';

const DAY_MS = 86_400_000;
const KINDS: readonly Post['kind'][] = ['post', 'reply', 'quote'];
/** Small enough that audience and age hardly differ within a group. */
const GROUP = 8;
/** Of seldom posts, so that a group is not of different audiences. */
const LONGEST_MS = 60 * DAY_MS;

/** @param dated of one kind, in order */
function inTime<T extends DatedPost>(dated: readonly T[]): T[][] {
  const groups: T[][] = [];
  let group: T[] = [];
  for (const each of dated) {
    const from = group[0]?.ms ?? each.ms;
    if (group.length === GROUP || each.ms - from > LONGEST_MS) group = [];
    if (group.length === 0) groups.push(group);
    group.push(each);
  }
  return groups;
}

/** Groups of posts that compare like with like: of one kind, next to each other in time. */
export const likeGroups = <T extends DatedPost>(dated: readonly T[]): T[][] =>
  KINDS.flatMap((kind) => inTime(dated.filter(({ post }) => post.kind === kind)));
