import { z } from 'zod';
import { listOf, networkId, optionalText } from './fields.ts';
import { findHashtags, findLinks, findMentions } from './links.ts';
import { makePost } from './make-post.ts';
import { readInstant } from './read-instant.ts';
import type { ToPost } from './read-items.ts';

/** YouTube writes counts as strings; null if missing or hidden. */
export const writtenCount = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null));

/** https://developers.google.com/youtube/v3/docs/videos#resource */
const video = z.object({
  id: networkId,
  snippet: z.object({
    publishedAt: optionalText,
    title: z.string(),
    description: optionalText,
    defaultLanguage: optionalText,
    defaultAudioLanguage: optionalText,
  }),
  statistics: z
    .object({ likeCount: writtenCount, commentCount: writtenCount })
    .catch({ likeCount: null, commentCount: null }),
});
type Video = z.output<typeof video>;

export const videoList = z.object({ items: listOf(video) });

/** An entry of an uploads playlist. https://developers.google.com/youtube/v3/docs/playlistItems#resource */
export const uploaded = z.object({ contentDetails: z.object({ videoId: networkId }) });

/** What people write below a video, by YouTube's own marks. */
export function marksOf(text: string) {
  return { hashtags: findHashtags(text), mentions: findMentions(text), links: findLinks(text) };
}

/** Reads an upload by its video. Private and deleted ones are in the playlist, but are no videos. */
export function uploadPost(videos: readonly Video[]): ToPost<z.output<typeof uploaded>> {
  const byId = new Map(videos.map((each) => [each.id, each]));
  return ({ contentDetails: { videoId } }, changed) => {
    const found = byId.get(videoId);
    if (!found) return 'not_public';
    const { snippet, statistics } = found;
    const text = [snippet.title, snippet.description].filter(Boolean).join('\n\n');
    return makePost(
      {
        id: `yt:video:${found.id}`,
        createdAt: readInstant(snippet.publishedAt),
        text,
        kind: 'post',
        language: snippet.defaultAudioLanguage ?? snippet.defaultLanguage,
        url: `https://www.youtube.com/watch?v=${encodeURIComponent(found.id)}`,
        ...marksOf(text),
        likes: statistics.likeCount,
        replies: statistics.commentCount,
      },
      changed,
    );
  };
}
