import type { IncomingMessage, ServerResponse } from 'node:http';
import { asked } from '../networks/network.ts';

const DID = 'did:plc:z72i7hdynmk6r22z27h6tvur';
const CHANNEL = 'UC_x5XG1OV2P6uZZ5FSM9Ttw';
const DATE = '2026-01-01T09:00:00Z';
const SECOND = 1_767_258_000;

interface HostileNetwork {
  profileId(port: number): string;
  /** Of a request for a profile, what is answered; absent where a profile comes with its posts. */
  about?: { path: RegExp; body: unknown };
  /** A page of so many posts of one text. */
  page(texts: readonly string[]): string;
  /** What its documents are nested in. */
  opening: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const each = (texts: readonly string[], make: (text: string, at: number) => unknown): unknown[] =>
  texts.map((text, at) => make(text, at + 1));

/** Each network, as far as a server needs to play it that wants to hold up who reads it. */
export const NETWORKS: Readonly<Record<string, HostileNetwork>> = {
  mastodon: {
    profileId: (port) => `ada@localhost:${port}`,
    about: { path: /accounts\/lookup/, body: { id: '1', username: 'ada' } },
    page: (texts) =>
      JSON.stringify(
        each(texts, (content, at) => ({ id: `${at}`, created_at: DATE, account: { id: '1' }, content })),
      ),
    opening: '[',
  },
  hackernews: {
    profileId: () => 'ada',
    about: { path: /\/users\//, body: { username: 'ada' } },
    page: (texts) =>
      JSON.stringify({
        hits: each(texts, (comment_text, at) => ({
          objectID: `${at}`,
          created_at_i: SECOND - at,
          comment_text,
        })),
      }),
    opening: '{"a":',
  },
  bluesky: {
    profileId: () => 'ada.bsky.social',
    about: { path: /getProfile/, body: { did: DID, handle: 'ada.bsky.social' } },
    page: (texts) =>
      JSON.stringify({
        feed: each(texts, (text, at) => ({
          post: {
            uri: `at://${DID}/app.bsky.feed.post/${at}`,
            author: { did: DID, handle: 'ada.bsky.social' },
            record: { text, createdAt: DATE },
          },
        })),
      }),
    opening: '[',
  },
  github: {
    profileId: () => 'ada',
    about: { path: /\/users\/ada$/, body: { id: 1, login: 'ada' } },
    page: (texts) =>
      JSON.stringify(
        each(texts, (body, at) => ({
          id: `${at}`,
          type: 'IssueCommentEvent',
          created_at: DATE,
          repo: { name: 'ada/maps' },
          payload: { action: 'created', issue: { title: 'x' }, comment: { body } },
        })),
      ),
    opening: '{"a":',
  },
  reddit: {
    profileId: () => 'ada',
    about: { path: /\/about/, body: { kind: 't2', data: { id: '1', name: 'ada' } } },
    page: (texts) =>
      JSON.stringify({
        data: {
          children: each(texts, (body, at) => ({
            kind: 't1',
            data: { name: `t1_${at}`, created_utc: SECOND, body },
          })),
        },
      }),
    opening: '[',
  },
  twitter: {
    profileId: () => 'ada',
    about: { path: /by\/username/, body: { data: { id: '1', username: 'ada' } } },
    page: (texts) =>
      JSON.stringify({ data: each(texts, (text, at) => ({ id: `${at}`, created_at: DATE, text })) }),
    opening: '[',
  },
  youtube: {
    profileId: () => CHANNEL,
    page: (texts) =>
      `<feed xmlns:yt="y" xmlns:media="m" xmlns="http://www.w3.org/2005/Atom"><yt:channelId>${CHANNEL}</yt:channelId><title>x</title>${each(
        texts,
        (text, at) =>
          `<entry><id>yt:video:${at}</id><yt:videoId>${at}</yt:videoId><title>x</title><published>${DATE}</published><media:group><media:description>${escaped(String(text))}</media:description></media:group></entry>`,
      ).join('')}</feed>`,
    opening: '<a>',
  },
  feed: {
    profileId: (port) => `https://localhost:${port}/feed`,
    page: (texts) =>
      `<rss><channel><title>x</title>${each(
        texts,
        (text, at) =>
          `<item><guid>${at}</guid><title>x</title><pubDate>Thu, 01 Jan 2026 09:00:00 GMT</pubDate><description>${escaped(String(text))}</description></item>`,
      ).join('')}</channel></rss>`,
    opening: '<a>',
  },
};

/** Bytes of an answer, fewer than are read of any network. */
const SIZE = 2_500_000;

/** Answers that are made to hold up who reads them. Those whose names begin with `posts` can be read. */
export function hostileAnswers({ page, opening }: HostileNetwork): Record<string, () => string> {
  const texts = (unit: string, count: number) => {
    const times = Math.floor(SIZE / count / Buffer.byteLength(escaped(JSON.stringify(unit))));
    return Array.from({ length: count }, () => unit.repeat(times));
  };
  return {
    'posts of nested elements': () => page(texts('<b>', 8)),
    'posts of words, links, names and tags': () =>
      page(texts('@ada@example.org a bad day, #nice https://example.org/(a) > ', 12)),
    'posts of marks': () => page(texts('a\u0315\u0316', 8)),
    'posts in great number': () => page(texts('> a\n\n```\n', 300)),
    'elements without end': () => opening.repeat(SIZE / opening.length),
    'a page that is cut off': () => page(texts('<ul><li>', 8)).slice(0, SIZE / 2),
  };
}

/** Answers as the network does, with this where it is asked for posts. */
export const playing =
  ({ about }: HostileNetwork, body: () => string | Buffer) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const isProfile = about?.path.test(asked(request).pathname) === true;
    const type = about ? 'application/json' : 'text/xml; charset=utf-8';
    response.writeHead(200, { 'content-type': type }).end(isProfile ? JSON.stringify(about?.body) : body());
  };
