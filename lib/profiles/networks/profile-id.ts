import { type Fault, PermanentError } from '../../core/errors.ts';
import type { Platform } from './social.ts';
import { plainLine } from './text.ts';

interface Rule {
  /** Patterns that find the id in pasted text: group 1, or user in group 1 and host in group 2. */
  forms: RegExp[];
  /** Pattern of a normalized id. */
  valid: RegExp;
  normal: (id: string, host: string | undefined) => string;
  example: string;
}

const lower = (id: string) => id.toLowerCase();
const HOST = '[a-z0-9.-]+(?::\\d{1,5})?';

const RULES: Readonly<Partial<Record<Platform, Rule>>> = {
  bluesky: {
    forms: [/^https?:\/\/bsky\.app\/profile\/([^/?#]+)/i, /^@?([^/\s@]+)$/],
    valid:
      /^(did:(plc:[a-z2-7]{24}|web:[a-z0-9.-]{1,200})|(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])$/,
    normal: (id) => (id.includes('.') || id.includes(':') ? lower(id) : `${lower(id)}.bsky.social`),
    example: 'bsky.app, alice.bsky.social or did:plc:z72i7hdynmk6r22z27h6tvur',
  },
  mastodon: {
    forms: [
      new RegExp(`^(?:acct:)?@?([^@/\\s]+)@(${HOST})$`, 'i'),
      new RegExp(`^https?://[^/@]+/@([^@/?#]+)@(${HOST})/?$`, 'i'),
      new RegExp(`^https?://(?<host>${HOST})/(?:@|users/)(?<user>[^@/?#]+)/?$`, 'i'),
    ],
    valid: /^[a-z0-9_]+([a-z0-9_.-]{0,60}[a-z0-9_])?@(?=.{1,253}$)[a-z0-9.-]+(:\d{1,5})?$/,
    normal: (id, host) => `${lower(id)}@${lower(host ?? '')}`,
    example: 'Gargron@mastodon.social or https://mastodon.social/@Gargron',
  },
  github: {
    forms: [/^https?:\/\/(?:www\.)?github\.com\/([^/?#]+)\/?$/i, /^@?([^/\s@]+)$/],
    valid: /^[a-z0-9][a-z0-9_-]{0,48}(\[bot\])?$/,
    normal: lower,
    example: 'torvalds or https://github.com/torvalds',
  },
  hackernews: {
    forms: [/^https?:\/\/news\.ycombinator\.com\/user\?id=([^&#]+)$/i, /^@?([^/\s@]+)$/],
    valid: /^[A-Za-z0-9_-]{1,32}$/,
    normal: (id) => id,
    example: 'pg (upper and lower case count)',
  },
  twitter: {
    forms: [/^https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/@?([^/?#]+)\/?(?:\?.*)?$/i, /^@?([^/\s@]+)$/],
    valid: /^[a-z0-9_]{1,15}$/,
    normal: lower,
    example: 'elonmusk or https://x.com/elonmusk',
  },
  reddit: {
    forms: [
      /^(?:(?:https?:\/\/)?(?:[a-z]+\.)?reddit\.com)?\/?(?:user|u)\/([^/?#]+)(?:[/?#].*)?$/i,
      /^@?([^/\s@]+)$/,
    ],
    valid: /^[a-z0-9_-]{2,30}$/,
    normal: lower,
    example: 'spez, u/spez or https://www.reddit.com/user/spez',
  },
  youtube: {
    forms: [
      /^https?:\/\/(?:www\.|m\.)?youtube\.com\/feeds\/videos\.xml\?channel_id=([\w-]+)$/i,
      /^https?:\/\/(?:www\.|m\.)?youtube\.com\/(?:channel\/)?((?:user\/|@|UC)[^/?#\s]+)(?:[/?#].*)?$/i,
      /^([^/\s]+|user\/[^/\s]+)$/,
    ],
    valid: /^(?:UC[\w-]{22}|user\/[A-Za-z0-9]{1,40}|@[\p{L}\p{N}._·-]{3,30})$/u,
    normal: channelName,
    example: 'UC_x5XG1OV2P6uZZ5FSM9Ttw, @GoogleDevelopers or the address of the channel',
  },
  feed: {
    forms: [
      /^(?:feed:(?:\/\/)?)?(https?:\/\/\S+)$/i,
      /^(?:feed:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?]\S*)?)$/i,
    ],
    valid: /^https:\/\/[^\s@/]+\/\S*$/,
    normal: feedAddress,
    example: 'https://example.org/feed.xml, or the page that links its feed',
  },
};

/** The id of a channel as it is, else its handle with @; `user/name` is the oldest kind of address. */
function channelName(given: string): string {
  if (/^UC[\w-]{22}$/.test(given) || given.startsWith('user/')) return given;
  return `@${lower(given.replace(/^@/, ''))}`;
}

/** Always https; empty for what is no address or names a user. */
function feedAddress(given: string): string {
  const written = /^https?:/i.test(given) ? given : `https://${given}`;
  if (!URL.canParse(written)) return '';
  const url = new URL(written);
  url.protocol = 'https:';
  url.hash = '';
  return url.username === '' && url.password === '' ? url.href : '';
}

/**
 * Normalizes a profile id: lower case (except Hacker News), without @ or URL; `user@host` on Mastodon. For posts in
 * the request, any name of at most 100 characters.
 * @throws PermanentError `invalid_profile_id`, saying what to write instead.
 */
export function normalProfileId(platform: Platform, given: string): string {
  const id = read(platform, given);
  if (id !== null) return id;
  throw new PermanentError('invalid_profile_id', problem(platform, given));
}

/** The fault in a profile id; null if valid. */
export function profileIdFault(platform: Platform, given: string, path = 'profile_id'): Fault | null {
  if (read(platform, given) !== null) return null;
  return { path, code: 'invalid_profile_id', message: problem(platform, given) };
}

function read(platform: Platform, given: string): string | null {
  const rule = RULES[platform];
  const text = given.trim();
  if (text.length > 400) return null;
  if (!rule) return plainLine(text, 100);
  for (const form of rule.forms) {
    const match = form.exec(text);
    if (!match) continue;
    const id = rule.normal(match.groups?.['user'] ?? match[1] ?? '', match.groups?.['host'] ?? match[2]);
    if (rule.valid.test(id)) return id;
  }
  return null;
}

function problem(platform: Platform, given: string): string {
  const shown = JSON.stringify(plainLine(given, 60) ?? '');
  return `${shown} is not a profile of ${platform}. Use a name such as ${RULES[platform]?.example ?? '"my posts"'}.`;
}
