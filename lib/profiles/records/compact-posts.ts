import type { Post } from '../networks/social.ts';

/** Longer texts are hardly the same twice. */
const MOST_SHARED = 64;

/**
 * Holds posts in half the memory, as analyses read them: equal names and lists are one object, and a post has no
 * address. Frozen, as a list belongs to many posts.
 */
export function compactPosts(): (post: Post) => Post {
  const names = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const nameOf = (name: string): string => {
    if (name.length > MOST_SHARED) return name;
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  const listOf = (list: string[]): string[] => {
    const key = list.join('\0');
    const known = lists.get(key);
    if (known || key.length > MOST_SHARED) return known ?? list;
    const made = list.map(nameOf);
    Object.freeze(made);
    lists.set(key, made);
    return made;
  };
  return (post) => ({
    ...post,
    url: null,
    statedLanguage: post.statedLanguage && nameOf(post.statedLanguage),
    repliesTo: post.repliesTo && nameOf(post.repliesTo),
    mentions: listOf(post.mentions),
    hashtags: listOf(post.hashtags),
    links: listOf(post.links),
  });
}
