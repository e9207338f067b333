import { z } from 'zod';
import { optionalText } from '../fields.ts';
import { type FeedDocument, type FeedEntry, resolvedUrl } from './feed-document.ts';

const item = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  url: optionalText,
  external_url: optionalText,
  title: optionalText,
  content_html: optionalText,
  content_text: optionalText,
  summary: optionalText,
  date_published: optionalText,
  date_modified: optionalText,
  language: optionalText,
});
type Item = z.output<typeof item>;

/** https://www.jsonfeed.org/version/1.1/ */
export const jsonFeedSchema = z.object({
  version: z.string().regex(/jsonfeed\.org\/version\//),
  title: optionalText,
  description: optionalText,
  home_page_url: optionalText,
  next_url: optionalText,
  icon: optionalText,
  language: optionalText,
  items: z.array(z.unknown()),
});

const plain = (text: string | null | undefined) => (text ? { text, isHtml: false } : null);
const html = (text: string | null | undefined) => (text ? { text, isHtml: true } : null);

function entryOf(given: Item, address: string, language: string | null | undefined): FeedEntry {
  const url = resolvedUrl(given.url ?? given.external_url, address);
  return {
    id: given.id,
    url,
    title: plain(given.title),
    body: html(given.content_html) ?? plain(given.content_text) ?? plain(given.summary),
    date: given.date_published ?? given.date_modified ?? null,
    language: given.language ?? language ?? null,
    likes: null,
    replies: null,
    isReply: false,
    base: url ?? address,
  };
}

/** A JSON Feed 1.0 or 1.1, as `jsonFeedSchema` has read it. */
export function jsonFeed(given: z.output<typeof jsonFeedSchema>, address: string): FeedDocument {
  const read = given.items.map((each) => item.safeParse(each));
  return {
    title: given.title ?? null,
    description: plain(given.description),
    home: resolvedUrl(given.home_page_url, address),
    hasPicture: Boolean(given.icon),
    createdAt: null,
    next: resolvedUrl(given.next_url, address),
    isComplete: false,
    entries: read.flatMap(({ data }) => (data ? [entryOf(data, address, given.language)] : [])),
    unreadable: read.filter(({ success }) => !success).length,
  };
}
