import { expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { classify, platformOf } from '../../../web/upload/classify.ts';
import { withoutMedia } from '../../../web/upload/lean-zip.ts';
import { zipOf } from '../../support/zip.ts';

const TWEETS = `window.YTD.tweets.part0 = ${JSON.stringify([{ tweet: { id: '1', full_text: 'x'.repeat(5_000) } }])}`;
const PICTURE = Buffer.alloc(200_000, 7);

/** What another program reads in a zip. */
async function entriesOf(blob: Blob): Promise<Record<string, string>> {
  const zip = await new Promise<import('yauzl').ZipFile>((done, failed) =>
    fromBuffer(
      Buffer.from(new Uint8Array(blobBytes.get(blob) ?? [])),
      { lazyEntries: true },
      (error, opened) => (error ? failed(error) : done(opened)),
    ),
  );
  const found: Record<string, string> = {};
  return new Promise((done, failed) => {
    zip.on('entry', (entry: import('yauzl').Entry) =>
      zip.openReadStream(entry, (error, stream) => {
        if (error) return failed(error);
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          found[entry.fileName] = Buffer.concat(pieces).toString('utf8');
          zip.readEntry();
        });
      }),
    );
    zip.on('end', () => done(found));
    zip.on('error', failed);
    zip.readEntry();
  });
}
const blobBytes = new WeakMap<Blob, ArrayBuffer>();

async function lean(entries: Record<string, string | Buffer>) {
  const found = await withoutMedia(new Blob([await zipOf(entries)]));
  if (found) blobBytes.set(found.blob, await found.blob.arrayBuffer());
  return found;
}

test('pictures and films stay behind, and everything else is as it was', async () => {
  const entries = {
    'data/tweets_media/1.jpg': PICTURE,
    'data/tweets.js': TWEETS,
    'data/films/2.mp4': PICTURE,
    'data/account.js': 'window.YTD.account.part0 = []',
    'données/é.json': '{"a":1}',
  };
  const found = await lean(entries);
  if (!found) throw new Error('it is a zip');
  expect([found.leftOut, found.names.length]).toEqual([2, 5]);
  expect(found.saved).toBeGreaterThan(2 * PICTURE.length);
  expect(await entriesOf(found.blob)).toEqual({
    'data/tweets.js': TWEETS,
    'data/account.js': entries['data/account.js'],
    'données/é.json': '{"a":1}',
  });
});

test('a zip without media stays a zip, and an empty one too', async () => {
  const found = await lean({ 'outbox.json': '{}' });
  expect(found && (await entriesOf(found.blob))).toEqual({ 'outbox.json': '{}' });
  expect((await lean({}))?.names).toEqual([]);
});

test('what is no whole zip is not touched', async () => {
  expect(await withoutMedia(new Blob(['PK\u0003\u0004 and nothing behind']))).toBeNull();
  const whole = await zipOf({ 'a.txt': 'a'.repeat(1_000) });
  expect(await withoutMedia(new Blob([whole.slice(0, -10)]))).toBeNull();
});

test('a zip that says it has more entries than it has is not touched', async () => {
  const bytes = await zipOf({ 'a.txt': 'a' });
  new DataView(bytes.buffer).setUint16(bytes.length - 22 + 10, 9, true);
  expect(await withoutMedia(new Blob([bytes]))).toBeNull();
});

test.each([
  ['twitter_archive', 'data/tweets-part2.js'],
  ['mastodon_archive', 'outbox.json'],
  ['threads_archive', 'your_threads_activity/threads/threads_and_replies.json'],
  ['instagram_archive', 'your_instagram_activity/media/posts_1.json'],
  ['reddit_archive', 'comments.csv'],
  ['', 'photos/list.json'],
])('%j is told by %s', (platform, name) => expect(platformOf(['README', name])).toBe(platform));

test.each([
  ['document', 'x', '\n%PDF-1.7'],
  ['document', 'x', 'Dear reader,'],
  ['document', 'x', `PK\u0003\u0004${'.'.repeat(26)}[Content_Types].xml`],
  ['zip', 'x', 'PK\u0003\u0004'],
  ['repository', 'me.CAR', ':binary'],
  ['unknown', 'song.mp3', 'ID3\u0003\u0000'],
])('a file is a %s by what it begins with', async (kind, name, text) => {
  expect(await classify(new File([text], name))).toBe(kind);
});
