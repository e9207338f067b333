import type { Post } from '../networks/social.ts';
import {
  type Context,
  type Finding,
  type Findings,
  finding,
  findings,
  idsOf,
  type Missing,
  missing,
} from './findings.ts';
import { compareText, ownPosts } from './order.ts';
import { share } from './statistics.ts';

const MOST = 20;
const TOP = 5;
/** With fewer such posts, five people get most of them whatever the person's habits. */
const MIN_FOR_CONCENTRATION = 20;

interface Addressed {
  handle: string;
  mentions: number;
  replies: number;
  posts: Post[];
}

/** The accounts that posts mention or reply to, most posts first. */
function addressedBy(posts: readonly Post[]): Addressed[] {
  const found = new Map<string, Addressed>();
  for (const post of posts) {
    const repliesTo = post.repliesTo === null ? [] : [post.repliesTo];
    for (const handle of new Set([...post.mentions, ...repliesTo])) {
      const known = found.get(handle) ?? { handle, mentions: 0, replies: 0, posts: [] };
      known.mentions += Number(post.mentions.includes(handle));
      known.replies += Number(post.repliesTo === handle);
      known.posts.push(post);
      found.set(handle, known);
    }
  }
  return [...found.values()].sort(
    (a, b) => b.posts.length - a.posts.length || compareText(a.handle, b.handle),
  );
}

function addressed(all: readonly Addressed[], posts: readonly Post[], own: number): Finding | Missing {
  if (posts.length === 0) return missing('no own post mentions anybody or replies', 'one post that does');
  const most = all.slice(0, MOST).map((one) => ({
    handle: one.handle,
    posts: one.posts.length,
    mentions: one.mentions,
    replies: one.replies,
    share: share(one.posts.length, posts.length),
    post_ids: idsOf(one.posts),
  }));
  return finding({ most, distinct: all.length, share_of_own_posts: share(posts.length, own) }, posts);
}

function concentration(all: readonly Addressed[], posts: readonly Post[]): Finding | Missing {
  if (posts.length < MIN_FOR_CONCENTRATION) {
    return missing('too few posts address somebody', `${MIN_FOR_CONCENTRATION} posts that do`);
  }
  const times = all.reduce((sum, one) => sum + one.posts.length, 0);
  const top = all.slice(0, TOP).reduce((sum, one) => sum + one.posts.length, 0);
  return finding({ top_5_share: share(top, times), distinct: all.length }, posts);
}

/** Whom own posts mention and reply to. */
export function network(posts: readonly Post[], { profile }: Context): Findings {
  const own = ownPosts(posts);
  const self = profile?.handle.toLowerCase();
  const others = own.map((post) => ({
    ...post,
    mentions: post.mentions.filter((handle) => handle !== self),
    repliesTo: post.repliesTo === self ? null : post.repliesTo,
  }));
  const addressing = others.filter(({ mentions, repliesTo }) => mentions.length > 0 || repliesTo !== null);
  const all = addressedBy(addressing);
  return findings(posts, {
    addressed: addressed(all, addressing, own.length),
    concentration: concentration(all, addressing),
    reciprocity: missing('only one side of each exchange was read', 'the posts of the others'),
  });
}
