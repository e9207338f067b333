import type { Report } from '../../report/report.ts';
import { foreign, html, type Markup } from './markup.ts';

type Account = Pick<Report['profile'], 'platform' | 'url'>;

/** The normalized URL; null if not http(s), or if a user name could disguise the host. */
export function webAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  const web = protocol === 'https:' || protocol === 'http:';
  return web && username === '' && password === '' ? href : null;
}

/** A link for a web URL, else text. */
export function link(url: string, label: string): Markup {
  const href = webAddress(url);
  if (href === null) return foreign(label);
  return html`<a href="${href}" rel="nofollow noopener noreferrer">${foreign(label)}</a>`;
}

function mastodonUrl(profileUrl: string | null, id: string): string | null {
  const page = profileUrl === null ? null : webAddress(profileUrl);
  if (page === null || !/^https?:\/\/[^/?#]+\/@[^/?#]+$/.test(page) || !/^\d+$/.test(id)) return null;
  return `${page}/${id}`;
}

function blueskyUrl(id: string): string | null {
  const parts = /^at:\/\/(did:[a-z]+:[\w.:-]+)\/app\.bsky\.feed\.post\/([\w.~:-]+)$/.exec(id);
  return parts ? `https://bsky.app/profile/${parts[1]}/post/${parts[2]}` : null;
}

function redditUrl(id: string): string | null {
  const [, kind, key] = /^t([13])_(\w{1,20})$/.exec(id) ?? [];
  if (key === undefined) return null;
  return kind === '3'
    ? `https://www.reddit.com/comments/${key}`
    : `https://www.reddit.com/api/info?id=t1_${key}`;
}

const withNumber = (before: string, id: string): string | null => (/^\d+$/.test(id) ? before + id : null);

/** The post's page on its network; null if none is known. */
export function postUrl({ platform, url }: Account, id: string): string | null {
  switch (platform) {
    case 'twitter':
    case 'twitter_archive':
      return withNumber('https://x.com/i/web/status/', id);
    case 'hackernews':
      return withNumber('https://news.ycombinator.com/item?id=', id);
    case 'bluesky':
    case 'bluesky_archive':
      return blueskyUrl(id);
    case 'reddit_archive':
      return redditUrl(id);
    case 'mastodon':
      return mastodonUrl(url, id);
    case 'mastodon_archive':
      return webAddress(id);
    case 'github':
    case 'reddit':
    case 'youtube':
    case 'feed':
    case 'inline':
    case 'threads_archive':
    case 'instagram_archive':
      return null;
  }
}
