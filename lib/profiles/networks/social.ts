import type { Log } from '../../core/log.ts';

/** The networks and forms that posts come from. */
export const PLATFORMS = [
  'bluesky',
  'mastodon',
  'github',
  'hackernews',
  'twitter',
  'inline',
  'twitter_archive',
  'mastodon_archive',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What somebody has published once, as every analysis reads it. */
export interface Post {
  /** The network's own id, unique within one profile. */
  id: string;
  /** ISO 8601 in UTC; null where the network gives none that can be read. */
  createdAt: string | null;
  /** Plain text: HTML and control characters are gone; may be empty (a picture, a repost). */
  text: string;
  kind: 'post' | 'reply' | 'repost' | 'quote';
  /** BCP 47, as the author or the network says; null where nobody does. */
  statedLanguage: string | null;
  url: string | null;
  /** Handles without the leading @, lower case, each once. */
  mentions: string[];
  /** Handle that is replied to; null for none or unknown. */
  repliesTo: string | null;
  /** Without #, lower case, each once. */
  hashtags: string[];
  /** Absolute http(s) URLs that the post links to. */
  links: string[];
  /** Null where the network does not say. */
  likes: number | null;
  reposts: number | null;
  replies: number | null;
}

/** An account, as far as its network tells. Null where it does not. */
export interface Profile {
  platform: Platform;
  /** The network's own id. */
  id: string;
  handle: string;
  displayName: string | null;
  bio: string | null;
  url: string | null;
  createdAt: string | null;
  followers: number | null;
  following: number | null;
  /** As the network counts. */
  posts: number | null;
  hasAvatar: boolean | null;
  verified: boolean | null;
  /** The account says of itself that it is automated. */
  saysBot: boolean | null;
}

export interface SocialRequest {
  signal: AbortSignal;
  log: Log;
  /** Posts still wanted. A page asks for no more where the network allows it: X bills each post that is read. */
  most?: number | undefined;
}

/** How many posts something happened to, by reason (snake_case). */
export type Counts = Record<string, number>;

/** Posts as they come out of one source, with what happened on the way. */
export interface PostBatch {
  posts: Post[];
  /** Posts left out, by reason: `unreadable`, `not_public`, `repeated`, `over_limit`. */
  skipped: Counts;
  /** Posts kept but changed, by reason: `text_truncated` (100,000 characters), `date_unreadable` (now null). */
  changed: Counts;
}

/** A page of posts, newest first as the network gives them. */
export interface PostPage extends PostBatch {
  /** Asks for the next page; null after the last. Opaque, at most 1 KB. */
  next: string | null;
}

/**
 * A network whose public profiles can be read. Anything thrown names the profile at most, never a post or a token.
 * @throws PermanentError `invalid_profile_id`, `profile_not_found` (deleted ones too), `profile_private`,
 *   `profile_suspended`, `platform_unauthorized` (the operator's token is refused, or the network reads nothing out
 *   without a login), `platform_answer_too_large`, `host_refused` (an instance at a private address, or one that
 *   redirects).
 * @throws TransientError `platform_rate_limited` with retryAfterMs where the network says when, `platform_unreachable`,
 *   `platform_failed` (5xx, a redirect, something that is not the documented JSON).
 */
export interface SocialSource {
  readonly platform: Platform;
  /** Posts that one page asks for, unless `most` is smaller. */
  readonly pageSize: number;
  /** @param profileId as a person writes it, or as `normalProfileId` returns it. */
  profile(profileId: string, request: SocialRequest): Promise<Profile>;
  /** @param cursor `next` of the page before, null for the first. */
  posts(profile: Profile, cursor: string | null, request: SocialRequest): Promise<PostPage>;
}
