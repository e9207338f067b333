import { languageTag } from './language-tag.ts';
import { distinctLinks, distinctNames, webUrl } from './links.ts';
import type { Post } from './social.ts';
import type { Tally } from './tally.ts';
import { plainText } from './text.ts';

/** A post as extracted from a network's response, not yet validated. */
export interface RawPost {
  id: string;
  createdAt: string | null;
  text: string;
  kind: Post['kind'];
  language?: string | null | undefined;
  url?: unknown;
  mentions?: readonly string[];
  repliesTo?: string | null | undefined;
  hashtags?: readonly string[];
  links?: readonly unknown[];
  likes?: number | null;
  reposts?: number | null;
  replies?: number | null;
}

/** The only constructor of `Post`; enforces its contract. Changes are counted in `changed`. */
export function makePost(raw: RawPost, changed: Tally): Post {
  const { text, truncated } = plainText(raw.text);
  if (truncated) changed.add('text_truncated');
  if (raw.createdAt === null) changed.add('date_unreadable');
  return {
    id: raw.id.toWellFormed(),
    createdAt: raw.createdAt,
    text,
    kind: raw.kind,
    statedLanguage: languageTag(raw.language),
    url: webUrl(raw.url),
    mentions: distinctNames(raw.mentions ?? []),
    repliesTo: distinctNames([raw.repliesTo ?? ''])[0] ?? null,
    hashtags: distinctNames(raw.hashtags ?? []),
    links: distinctLinks(raw.links ?? []),
    likes: raw.likes ?? null,
    reposts: raw.reposts ?? null,
    replies: raw.replies ?? null,
  };
}

/** A repost carries another author's words, links and likes, so all of them are omitted. */
export function makeRepost(raw: Pick<RawPost, 'id' | 'createdAt' | 'url'>, changed: Tally): Post {
  return makePost({ ...raw, text: '', kind: 'repost' }, changed);
}
