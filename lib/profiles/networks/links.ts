import { normalized } from '../../text/normalized.ts';

/** Maximum items of one kind per post; more is noise. */
const MOST_OF_A_KIND = 500;
const MOST_URL = 2_048;

const URL_START = /\bhttps?:\/\/[^\s<>"'`\\^{|}]{1,2100}/giu;
/**
 * Within hashtags X takes joiners, middle dots, maqaf, geresh and gershayim, and Japanese and Tibetan marks as well:
 * `hashtagSpecialChars` of https://github.com/twitter/twitter-text (js/src/regexp, read on 2026-11-30).
 */
const OF_TAG =
  '\\p{L}\\p{N}\\p{M}_\\u200C\\u200D\\uA67E\\u05BE\\u05F3\\u05F4\\uFF5E\\u301C\\u309B\\u309C\\u30A0\\u30FB\\u3003\\u0F0B\\u0F0C\\u00B7';
const HASHTAG = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}_&/#])[#＃]([${OF_TAG}]{1,200})`, 'gu');
/**
 * `@name`, `@name.host.tld` (Bluesky) or `@name@host.tld` (fediverse), also behind the dot that shows a reply to all,
 * but not part of an e-mail address.
 */
const MENTION =
  /(?<![\p{L}\p{N}_@/+-])(?<![\p{L}\p{N}_+-]\.)@([a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?(?:@[a-z0-9.-]{1,252}[a-z0-9])?)/giu;

/** Normalizes an absolute http(s) URL and strips credentials; null for anything else. */
export function webUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MOST_URL || !URL.canParse(value)) return null;
  const url = new URL(value);
  const isWeb = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  return isWeb ? url.href : null;
}

/** URLs in plain text, without trailing punctuation. */
export function findLinks(text: string): string[] {
  return Array.from(text.matchAll(URL_START), ([match]) => withoutTail(match));
}

/** Hashtags as written, without #; a bare number is not a hashtag. */
export function findHashtags(text: string): string[] {
  const found = Array.from(text.replace(URL_START, ' ').matchAll(HASHTAG), ([, tag = '']) => tag);
  return found.filter((tag) => /\p{L}/u.test(tag));
}

/** Handles without the leading @, as written. */
export function findMentions(text: string): string[] {
  return Array.from(text.replace(URL_START, ' ').matchAll(MENTION), ([, handle = '']) => handle);
}

/** Lower case, without the leading mark, deduplicated, at most 500. */
export function distinctNames(names: readonly string[]): string[] {
  const bare = Array.from(new Set(names), (name) =>
    normalized(
      name
        .trim()
        .replace(/^[@#＃]/u, '')
        .toWellFormed(),
      'NFC',
    ).toLowerCase(),
  );
  return [...new Set(bare.filter((name) => name !== '' && name.length <= 256))].slice(0, MOST_OF_A_KIND);
}

/** Normalized http(s) URLs, deduplicated, at most 500. */
export function distinctLinks(links: readonly unknown[]): string[] {
  return [...new Set(links.flatMap((link) => webUrl(link) ?? []))].slice(0, MOST_OF_A_KIND);
}

function withoutTail(url: string): string {
  let end = url.length;
  while (end > 0 && isTail(url, end)) end -= 1;
  return url.slice(0, end);
}

/** A closing bracket belongs to the URL if the URL contains the opening one, as in Wikipedia's. */
function isTail(url: string, end: number): boolean {
  const last = url.charAt(end - 1);
  if (last === ')') return !url.slice(0, end).includes('(');
  return /[.,;:!?\]*_~…»”’]/u.test(last);
}
