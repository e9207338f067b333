import type { Context, Findings } from '../../../lib/profiles/analyses/findings.ts';
import type { Post, Profile } from '../../../lib/profiles/networks/social.ts';

export const AS_OF = '2024-07-01T00:00:00.000Z';
export const CONTEXT: Context = { profile: null, timeZone: 'UTC', asOf: AS_OF };

export const PROFILE: Profile = {
  platform: 'mastodon',
  id: '1',
  handle: 'ada',
  displayName: 'Ada',
  bio: '',
  url: null,
  createdAt: '2023-07-02T00:00:00.000Z',
  followers: 30,
  following: 20,
  posts: 5,
  hasAvatar: true,
  verified: null,
  saysBot: true,
};

export function post(id: string, given: Partial<Post> = {}): Post {
  return {
    id,
    createdAt: null,
    text: '',
    kind: 'post',
    statedLanguage: null,
    url: null,
    mentions: [],
    repliesTo: null,
    hashtags: [],
    links: [],
    likes: null,
    reposts: null,
    replies: null,
    ...given,
  };
}

/** One post for each of the instants, p0 first. */
export const postsAt = (instants: readonly number[]): Post[] =>
  instants.map((ms, index) => post(`p${index}`, { createdAt: new Date(ms).toISOString() }));

export const shown = (found: Findings, name: string): unknown => found.findings[name]?.value;
export const whyNot = (found: Findings, name: string): string | undefined =>
  found.not_assessed.find(({ what }) => what === name)?.why;
