import { z } from 'zod';
import { listOf, optionalText } from '../networks/fields.ts';
import { givenProfile } from '../networks/given-profile.ts';
import { findHashtags, findLinks, findMentions, webUrl } from '../networks/links.ts';
import { makePost } from '../networks/make-post.ts';
import { instantOf } from '../networks/read-instant.ts';
import type { Platform, Post, Profile } from '../networks/social.ts';
import type { Tally } from '../networks/tally.ts';
import { plainLine } from '../networks/text.ts';
import type { ArchiveFormat, Asides } from './archive-format.ts';
import { metaText } from './meta-text.ts';

/** Seconds since 1970. */
const seconds = z.int().min(0).nullish().catch(null);

/** A picture, video or, on Threads, a text without either. */
const medium = z.object({ uri: optionalText, creation_timestamp: seconds, title: optionalText });

/** A caption is the title of the post if it has several pictures, else that of its only one. */
const postItem = z.object({ title: optionalText, creation_timestamp: seconds, media: listOf(medium) });

const personal = z.object({
  profile_user: z.array(
    z.object({ string_map_data: z.record(z.string(), z.object({ value: optionalText })) }),
  ),
});

/** The labels are in the language of the account; the user name is the value that is one, under the usual label first. */
async function profileOf(asides: Asides, platform: Platform, handle: string): Promise<Profile> {
  const known = givenProfile(platform, handle);
  const labels = personal.safeParse(await asides.whole('personal')).data?.profile_user[0]?.string_map_data;
  const name = labels?.['Username']?.value;
  if (!name || !/^[\w.]{1,30}$/.test(name)) return known;
  const host = platform === 'threads_archive' ? 'www.threads.com/@' : 'www.instagram.com/';
  return {
    ...known,
    id: name.toLowerCase(),
    handle: name.toLowerCase(),
    displayName: plainLine(metaText(labels['Name']?.value ?? '')),
    bio: plainLine(metaText(labels['Bio']?.value ?? ''), 1_000),
    url: webUrl(`https://${host}${name}`),
  };
}

/** The export gives posts no id: one is made of the second and of the first file or the text. */
function idOf(second: number | null, uri: string, text: string): string {
  return `${second ?? 'undated'}-${uri.split('/').at(-1) || text.slice(0, 60)}`;
}

function metaPost(item: unknown, changed: Tally): Post | 'unreadable' {
  const { data } = postItem.safeParse(item);
  const [first] = data?.media ?? [];
  const second = data?.creation_timestamp ?? first?.creation_timestamp ?? null;
  if (!data || (second === null && !data.title && !first)) return 'unreadable';
  const text = metaText(data.title || first?.title || '');
  return makePost(
    {
      id: idOf(second, first?.uri ?? '', text),
      createdAt: second === null ? null : instantOf(second * 1000),
      text,
      kind: 'post',
      mentions: findMentions(text),
      hashtags: findHashtags(text),
      links: findLinks(text),
    },
    changed,
  );
}

function metaFormat(
  platform: Platform,
  { needs, posts, key }: { needs: string; posts: RegExp; key: string | null },
): ArchiveFormat {
  return {
    needs,
    postsAt: (name) => {
      const match = posts.exec(name);
      return match && { part: Number(match[1] ?? 0), key };
    },
    asides: { personal: /(?:^|\/)personal_information\.json$/ },
    reader: async (asides, { handle }) => ({
      profile: await profileOf(asides, platform, handle),
      incomplete: [],
      read: metaPost,
    }),
  };
}

/** "Download your information" as JSON: https://www.facebook.com/help/instagram/181231772500920 */
export const INSTAGRAM_FORMAT = metaFormat('instagram_archive', {
  needs: 'media/posts_1.json (choose JSON, not HTML, where Instagram asks for a format)',
  posts: /(?:^|\/)posts_(\d{1,4})\.json$/,
  key: null,
});

/** Likewise; replies are among the posts, and nothing tells them apart. */
export const THREADS_FORMAT = metaFormat('threads_archive', {
  needs: 'threads/threads_and_replies.json (choose JSON, not HTML, where Meta asks for a format)',
  posts: /(?:^|\/)threads_and_replies(?:_(\d{1,4}))?\.json$/,
  key: 'text_post_app_text_posts',
});
