/** More of a kind than this in one post is noise. */
const MOST_OF_A_KIND = 500;
const MOST_URL = 2_048;

const URL_START = /\bhttps?:\/\/[^\s<>"'`\\^{|}]{1,2100}/giu;
const HASHTAG = /(?<![\p{L}\p{N}\p{M}_&/#])[#＃]([\p{L}\p{N}\p{M}_]{1,200})/gu;
/** `@name`, `@name.host.tld` (Bluesky) and `@name@host.tld` (fediverse); never the end of an e-mail address. */
const MENTION =
  /(?<![\p{L}\p{N}_.@/+-])@([a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?(?:@[a-z0-9.-]{1,252}[a-z0-9])?)/giu;

/** An absolute http(s) URL in its normal form, without credentials; null for anything else. */
export function webUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MOST_URL || !URL.canParse(value)) return null;
  const url = new URL(value);
  const isWeb = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  return isWeb ? url.href : null;
}

/** URLs in plain text, without the punctuation that ends the sentence around them. */
export function findLinks(text: string): string[] {
  return Array.from(text.matchAll(URL_START), ([match]) => withoutTail(match));
}

/** Hashtags without #, as written; a number alone is none. */
export function findHashtags(text: string): string[] {
  const found = Array.from(text.replace(URL_START, ' ').matchAll(HASHTAG), ([, tag = '']) => tag);
  return found.filter((tag) => /\p{L}/u.test(tag));
}

/** Handles without the leading @, as written. */
export function findMentions(text: string): string[] {
  return Array.from(text.replace(URL_START, ' ').matchAll(MENTION), ([, handle = '']) => handle);
}

/** Lower case, without the leading mark, each once, at most 500. */
export function distinctNames(names: readonly string[]): string[] {
  const bare = names.map((name) =>
    name
      .trim()
      .replace(/^[@#＃]/u, '')
      .toWellFormed()
      .normalize('NFC')
      .toLowerCase(),
  );
  return [...new Set(bare.filter((name) => name !== '' && name.length <= 256))].slice(0, MOST_OF_A_KIND);
}

/** Normal forms, each once, at most 500; what is no http(s) URL is left out. */
export function distinctLinks(links: readonly unknown[]): string[] {
  return [...new Set(links.flatMap((link) => webUrl(link) ?? []))].slice(0, MOST_OF_A_KIND);
}

function withoutTail(url: string): string {
  let end = url.length;
  while (end > 0 && isTail(url, end)) end -= 1;
  return url.slice(0, end);
}

/** A closing bracket belongs to the URL where it was opened in it, as in Wikipedia's addresses. */
function isTail(url: string, end: number): boolean {
  const last = url.charAt(end - 1);
  if (last === ')') return !url.slice(0, end).includes('(');
  return /[.,;:!?\]*_~…»”’]/u.test(last);
}
