import type { Log } from '../../core/log.ts';

/** Networks and formats that posts come from. */
export const PLATFORMS = [
  'bluesky',
  'mastodon',
  'github',
  'hackernews',
  'twitter',
  'reddit',
  'youtube',
  'feed',
  'inline',
  'twitter_archive',
  'mastodon_archive',
  'bluesky_archive',
  'threads_archive',
  'instagram_archive',
  'reddit_archive',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** One published item, as all analyses read it. */
export interface Post {
  /** The network's id, unique within one profile. */
  id: string;
  /** ISO 8601 in UTC; null if missing or unreadable. */
  createdAt: string | null;
  /** Plain text without HTML or control characters; may be empty (a picture, a repost). */
  text: string;
  kind: 'post' | 'reply' | 'repost' | 'quote';
  /** BCP 47, from the author or network; null if neither states one. */
  statedLanguage: string | null;
  url: string | null;
  /** Handles without @, lower case, deduplicated. */
  mentions: string[];
  /** Handle replied to; null if none or unknown. */
  repliesTo: string | null;
  /** Without #, lower case, deduplicated. */
  hashtags: string[];
  /** Absolute http(s) URLs in the post. */
  links: string[];
  /** Null if the network does not say. */
  likes: number | null;
  reposts: number | null;
  replies: number | null;
}

/** A public repository, as its network describes it. */
export interface Repository {
  name: string;
  description: string | null;
  is_fork: boolean;
  /** The programming language of most of it. */
  language: string | null;
  stars: number | null;
  forks: number | null;
  /** ISO 8601 in UTC. */
  created_at: string | null;
  pushed_at: string | null;
}

/** An account, as its network describes it; unknown fields are null. */
export interface Profile {
  platform: Platform;
  /** The network's id. */
  id: string;
  handle: string;
  displayName: string | null;
  bio: string | null;
  url: string | null;
  createdAt: string | null;
  followers: number | null;
  following: number | null;
  /** As counted by the network. */
  posts: number | null;
  hasAvatar: boolean | null;
  verified: boolean | null;
  /** Whether the account declares itself automated. */
  saysBot: boolean | null;
  /** At most 100, those pushed to last first; of GitHub alone. */
  repositories?: Repository[] | undefined;
}

export interface SocialRequest {
  signal: AbortSignal;
  log: Log;
  /** Posts still wanted. A page requests no more if the network allows it: X bills for each post read. */
  most?: number | undefined;
}

/** Number of posts by reason (snake_case). */
export type Counts = Record<string, number>;

/** Posts from one source, with what was left out and changed. */
export interface PostBatch {
  posts: Post[];
  /** Posts left out, by reason: `unreadable`, `not_public`, `repeated`, `over_limit`. */
  skipped: Counts;
  /**
   * Posts kept but changed, by reason: `text_truncated` (100,000 characters), `text_cut_by_network`, `date_unreadable`
   * (now null), `time_unknown` (a day alone, which now begins at midnight UTC).
   */
  changed: Counts;
}

/** A page of posts, newest first, as the network returns them. */
export interface PostPage extends PostBatch {
  /** Cursor of the next page, null after the last. Opaque, at most 1 KB. */
  next: string | null;
}

/**
 * A network with readable public profiles. Errors name the profile at most, never a post or a token.
 * @throws PermanentError `invalid_profile_id`, `profile_not_found` (or deleted), `profile_private`,
 * `profile_suspended`, `platform_unauthorized` (token refused, or the network requires a login),
 * `platform_answer_too_large`, `host_refused` (an instance at a private address, or one that redirects).
 * @throws ProviderRefusal `platform_rate_limited` with retryAfterMs if known.
 * @throws ProviderSilence `platform_unreachable`. @throws TransientError `platform_failed` (5xx, a redirect, or not
 * the documented JSON).
 */
export interface SocialSource {
  readonly platform: Platform;
  /** Posts requested per page, unless `most` is smaller. */
  readonly pageSize: number;
  /** @param profileId as entered, or as returned by `normalProfileId`. */
  profile(profileId: string, request: SocialRequest): Promise<Profile>;
  /** @param cursor `next` of the previous page, null for the first. */
  posts(profile: Profile, cursor: string | null, request: SocialRequest): Promise<PostPage>;
}
