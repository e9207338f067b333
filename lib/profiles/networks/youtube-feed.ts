import { PermanentError } from '../../core/errors.ts';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { typeOf } from './call-api.ts';
import { exchange, generalRefusal } from './exchange.ts';
import type { FeedDocument } from './feeds/feed-document.ts';
import { feedPosts } from './feeds/feed-posts.ts';
import { readFeed } from './feeds/read-feed.ts';
import { givenProfile } from './given-profile.ts';
import { loadHtmlReader } from './html.ts';
import { distinctLinks, distinctNames } from './links.ts';
import { normalProfileId } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import type { Post, Profile, SocialRequest, SocialSource } from './social.ts';
import { platformFailed, profileNotFound } from './social-errors.ts';
import { plainLine } from './text.ts';
import { marksOf } from './youtube-videos.ts';

const NETWORK = 'YouTube';
/** A channel's feed has its newest 15 videos. */
const PAGE_SIZE = 15;
const MOST_BYTES = 4_000_000;

/** YouTube without a key: the feed of a channel, which is named by its id. */
export function youtubeFeed(deps: { fetch: Fetch; now: () => number }): SocialSource {
  const read = async (id: string, { signal }: SocialRequest): Promise<FeedDocument> => {
    const url = new URL('https://www.youtube.com/feeds/videos.xml');
    url.searchParams.set('channel_id', id);
    const headers = { accept: 'application/atom+xml' };
    const answer = await exchange({ network: NETWORK, url, headers, ...deps, signal, maxBytes: MOST_BYTES });
    if (answer.status === 404)
      throw profileNotFound(NETWORK, id, 'Check the id; upper and lower case count.');
    if (answer.status < 200 || answer.status >= 300) throw generalRefusal(NETWORK, answer, deps.now());
    const document = await readFeed({ url, ...answer });
    if (document) return document;
    throw platformFailed(NETWORK, `something that is no feed (${typeOf(answer.headers)})`);
  };
  return {
    platform: 'youtube',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const id = channelId(normalProfileId('youtube', profileId));
      return toProfile(id, await read(id, request));
    },
    async posts(profile, _cursor, request) {
      const batch = await feedPosts(await read(profile.id, request), await loadHtmlReader());
      return { ...batch, posts: batch.posts.map(withMarks), next: null };
    },
  };
}

/** YouTube tells the id of a handle only to those who have a key. */
function channelId(name: string): string {
  if (name.startsWith('UC')) return name;
  throw new PermanentError(
    'invalid_profile_id',
    `YouTube does not find ${name} without a key: give the channel’s id, which begins with UC (on its page: more, Share channel, Copy channel ID), or ask the operator to set YOUTUBE_API_KEY.`,
  );
}

function withMarks(post: Post): Post {
  const { hashtags, mentions, links } = marksOf(post.text);
  return {
    ...post,
    hashtags: distinctNames(hashtags),
    mentions: distinctNames(mentions),
    links: distinctLinks(links),
  };
}

function toProfile(id: string, { title, createdAt }: FeedDocument): Profile {
  return {
    ...givenProfile('youtube', id),
    displayName: plainLine(title),
    url: `https://www.youtube.com/channel/${encodeURIComponent(id)}`,
    createdAt: readInstant(createdAt),
  };
}
