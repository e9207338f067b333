import { zipOf } from '../../support/zip.ts';
import { ACCOUNT_JS, tweet } from '../archives/archived.ts';

const repeated = (unit: string, bytes: number): string => unit.repeat(Math.ceil(bytes / unit.length));
const SIZE = 30_000_000;

/** A post of Mastodon's export. */
const noted = (at: number, content: string) => ({
  type: 'Create',
  published: '2026-01-01T09:00:00Z',
  to: ['https://www.w3.org/ns/activitystreams#Public'],
  object: { id: `https://social.example/${at}`, type: 'Note', published: '2026-01-01T09:00:00Z', content },
});

/** Archives that are made to hold up who reads them, each with a post that can be read. */
export const ARCHIVES: Readonly<Record<string, () => Promise<Uint8Array<ArrayBuffer>>>> = {
  /** Nested JSON: none of its items but the last is a post. */
  twitter_archive: () => {
    const items = `${repeated(`${'['.repeat(900)}${']'.repeat(900)},`, SIZE)}${JSON.stringify(tweet('1'))}`;
    return zipOf({
      'data/account.js': ACCOUNT_JS,
      'data/tweets.js': `window.YTD.tweets.part0 = [${items}]`,
    });
  },
  /** Huge posts of nested HTML, and the file is cut off. */
  mastodon_archive: () => {
    const items = Array.from({ length: 60 }, (_, at) => noted(at, repeated('<b>', SIZE / 60)));
    const json = JSON.stringify({ orderedItems: [noted(99, '<p>Hello</p>'), ...items] });
    return zipOf({ 'outbox.json': json.slice(0, -1_000) });
  },
  /** CSV of one good line, and then of nothing but quotes. */
  reddit_archive: () =>
    zipOf({
      'comments.csv': `id,permalink,date,body\na,/r/x,2026-01-01 09:00:00 UTC,Hello\n${repeated('"', SIZE)}`,
    }),
};
