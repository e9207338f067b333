import { z } from 'zod';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { type ApiAnswer, callApi, readAs } from './call-api.ts';
import { networkId, optionalFlag, optionalText } from './fields.ts';
import { normalProfileId } from './profile-id.ts';
import { readInstant } from './read-instant.ts';
import { readItems } from './read-items.ts';
import type { PostPage, Profile, SocialRequest, SocialSource } from './social.ts';
import { platformUnauthorized, profileNotFound, rateLimited } from './social-errors.ts';
import { plainLine, plainText } from './text.ts';
import { uploaded, uploadPost, videoList, writtenCount } from './youtube-videos.ts';

const NETWORK = 'YouTube';
/** The most of `playlistItems.list` and `videos.list`. */
const PAGE_SIZE = 50;
const DAY_MS = 86_400_000;

/** https://developers.google.com/youtube/v3/docs/channels#resource */
const channel = z.object({
  id: networkId,
  snippet: z.object({
    title: optionalText,
    description: optionalText,
    customUrl: optionalText,
    publishedAt: optionalText,
    thumbnails: z
      .object({ default: z.object({ url: optionalText }).nullish() })
      .nullish()
      .catch(null),
  }),
  statistics: z.object({
    subscriberCount: writtenCount,
    hiddenSubscriberCount: optionalFlag,
    videoCount: writtenCount,
  }),
});
type Channel = z.output<typeof channel>;

/** Without `items` where nothing is found. */
const channels = z.object({
  kind: z.literal('youtube#channelListResponse'),
  items: z.array(channel).optional(),
});
const uploads = z.object({ items: z.array(z.unknown()), nextPageToken: z.string().max(1_000).nullish() });

/** https://developers.google.com/youtube/v3/docs/errors */
const refused = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string() })).catch([]),
    message: z.string().catch(''),
  }),
});

interface ApiDeps {
  fetch: Fetch;
  now: () => number;
  key: string;
}

type Call = (
  path: string,
  query: Record<string, string>,
  name: string,
  request: SocialRequest,
) => Promise<unknown>;

/**
 * YouTube through its Data API v3 with the operator's key: all uploads of a channel, two units of the quota a page
 * (10,000 a day). Source: https://developers.google.com/youtube/v3/docs
 */
export function youtubeApi({ fetch, now, key }: ApiDeps): SocialSource {
  const call: Call = async (path, query, name, { signal }) => {
    const url = new URL(`https://www.googleapis.com/youtube/v3/${path}?${new URLSearchParams(query)}`);
    const headers = { 'x-goog-api-key': key };
    const refusal = (answer: ApiAnswer) => refusalOf(answer, name, now());
    return (await callApi({ network: NETWORK, url, headers, fetch, now, signal, refusal })).body;
  };
  return {
    platform: 'youtube',
    pageSize: PAGE_SIZE,
    async profile(profileId, request) {
      const name = normalProfileId('youtube', profileId);
      const query = { part: 'snippet,statistics', ...selecting(name) };
      const { items = [] } = readAs(NETWORK, channels, await call('channels', query, name, request));
      const [first] = items;
      if (!first) throw profileNotFound(NETWORK, name);
      return toProfile(first);
    },
    posts: (profile, cursor, request) =>
      profile.posts === 0
        ? Promise.resolve({ posts: [], skipped: {}, changed: {}, next: null })
        : uploadsOf(call, profile, cursor, request),
  };
}

function selecting(name: string): Record<string, string> {
  if (name.startsWith('@')) return { forHandle: name };
  return name.startsWith('user/') ? { forUsername: name.slice('user/'.length) } : { id: name };
}

/** The playlist of a channel's uploads has its id with UU in the place of UC. */
async function uploadsOf(
  call: Call,
  { id, handle }: Profile,
  cursor: string | null,
  request: SocialRequest,
): Promise<PostPage> {
  const maxResults = String(Math.min(PAGE_SIZE, Math.max(1, request.most ?? PAGE_SIZE)));
  const query = { part: 'contentDetails', playlistId: id.replace(/^UC/, 'UU'), maxResults };
  const from = cursor === null ? {} : { pageToken: cursor };
  const body = await call('playlistItems', { ...query, ...from }, handle, request);
  const { items, nextPageToken } = readAs(NETWORK, uploads, body);
  const ids = items.flatMap((each) => uploaded.safeParse(each).data?.contentDetails.videoId ?? []);
  const videos = ids.length === 0 ? [] : await videosOf(call, ids, handle, request);
  const next = nextPageToken && nextPageToken !== cursor ? nextPageToken : null;
  return { ...(await readItems(items, uploaded, uploadPost(videos))), next };
}

async function videosOf(call: Call, ids: readonly string[], name: string, request: SocialRequest) {
  const query = { part: 'snippet,statistics', id: ids.join(','), maxResults: String(PAGE_SIZE) };
  return readAs(NETWORK, videoList, await call('videos', query, name, request)).items;
}

function toProfile({ id, snippet, statistics }: Channel): Profile {
  return {
    platform: 'youtube',
    id,
    handle: snippet.customUrl?.replace(/^@/, '').toLowerCase() || id,
    displayName: plainLine(snippet.title),
    bio: plainText(snippet.description ?? '').text || null,
    url: `https://www.youtube.com/channel/${encodeURIComponent(id)}`,
    createdAt: readInstant(snippet.publishedAt),
    followers: statistics.hiddenSubscriberCount === true ? null : statistics.subscriberCount,
    following: null,
    posts: statistics.videoCount,
    hasAvatar: snippet.thumbnails?.default?.url ? true : null,
    verified: null,
    saysBot: null,
  };
}

function refusalOf({ status, body }: ApiAnswer, name: string, nowMs: number): Error | null {
  const { errors = [], message = '' } = refused.safeParse(body).data?.error ?? {};
  const reason = errors[0]?.reason ?? '';
  if (reason === 'quotaExceeded' || reason === 'dailyLimitExceeded') {
    return rateLimited(NETWORK, untilPacificMidnight(nowMs));
  }
  if (/^(userR|r)ateLimitExceeded$/.test(reason)) return rateLimited(NETWORK, undefined);
  if (status === 404) return profileNotFound(NETWORK, name);
  const isKey = status === 401 || status === 403 || /API key/i.test(message);
  if (!isKey) return null;
  const remedy = 'Check it in the Google Cloud console, and that YouTube Data API v3 is enabled for it.';
  return platformUnauthorized(NETWORK, `refuses the key in YOUTUBE_API_KEY. ${remedy}`);
}

/** The quota of a day ends at midnight Pacific time; up to an hour off on the days on which clocks change. */
function untilPacificMidnight(nowMs: number): number {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone: 'America/Los_Angeles', hourCycle: 'h23' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const [hours = 0, minutes = 0, seconds = 0] = format.format(nowMs).split(':').map(Number);
  return DAY_MS - ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}
