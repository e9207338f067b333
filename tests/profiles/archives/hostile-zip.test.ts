import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { upload } from '../../documents/http/files/uploading.ts';
import { type Api, api, faultsOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { zipOf } from '../../support/zip.ts';
import { runProfile } from '../http/run-profile.ts';
import { ACCOUNT_JS, tweet, ytd } from './archived.ts';
import { analyzed } from './run-archive.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const taskSchema = z.object({ task: z.object({ id: z.string() }) });
const endedSchema = z.object({ status: z.string(), error: z.string().nullable() });

/** How the analysis of an archive ends. */
async function endOf(bytes: Uint8Array<ArrayBuffer>, platform = 'twitter_archive') {
  const asked = { platform, profile_id: 'me', document_id: await upload(service, bytes) };
  const { task } = taskSchema.parse(await (await service.post('/api/analyze', asked)).json());
  await runProfile(service.jobs.db, task.id);
  const { rows } = await service.jobs.db.execute(
    `select error_code, error_message from steps where job_id = '${task.id}' and status = 'failed' order by stage limit 1`,
  );
  return z.object({ error_code: z.string(), error_message: z.string() }).parse(rows[0]);
}

const changed = (
  bytes: Uint8Array<ArrayBuffer>,
  change: (buffer: Buffer) => void,
): Uint8Array<ArrayBuffer> => {
  const copy = Buffer.from(bytes);
  change(copy);
  return new Uint8Array(copy);
};
const DIRECTORY = Buffer.from('PK\u0001\u0002', 'latin1');
const tweets = { 'data/account.js': ACCOUNT_JS, 'data/tweets.js': ytd('tweets', [tweet('1'), tweet('2')]) };

describe('an archive that is refused by name', () => {
  test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>, RegExp]>([
    ['no zip', async () => new Uint8Array(Buffer.from('hello')), /no zip/],
    ['without posts', () => zipOf({ 'data/account.js': ACCOUNT_JS }), /holds no data\/tweets\.js/],
    [
      'a zip in a zip',
      async () => zipOf({ 'archive.zip': Buffer.from(await zipOf(tweets)) }),
      /not one inside it/,
    ],
    [
      'a path that leads out',
      async () =>
        changed(await zipOf({ 'aa/tweets.js': '[]' }), (zip) => {
          for (let at = zip.indexOf('aa/tweets'); at >= 0; at = zip.indexOf('aa/tweets'))
            zip.write('../', at);
        }),
      /no zip that can be read/,
    ],
    [
      'encrypted',
      async () =>
        changed(await zipOf(tweets), (zip) => {
          for (let at = zip.indexOf(DIRECTORY); at >= 0; at = zip.indexOf(DIRECTORY, at + 1))
            zip.writeUInt16LE(1, at + 8);
        }),
      /encrypted/,
    ],
    [
      'with more in it than its directory says',
      async () =>
        changed(
          await zipOf({
            'tweets.js': ytd(
              'tweets',
              Array.from({ length: 500 }, (_, at) => tweet(`${at}`)),
            ),
          }),
          (zip) => {
            zip.writeUInt32LE(900, zip.indexOf(DIRECTORY) + 24);
          },
        ),
      /has not the 900 bytes/,
    ],
    [
      'with a gigabyte and more of posts',
      async () =>
        changed(await zipOf(tweets), (zip) => {
          zip.writeUInt32LE(1_100_000_000, zip.lastIndexOf(DIRECTORY) + 24);
        }),
      /1100\d{6} bytes; at most 1000000000/,
    ],
    [
      'damaged',
      async () =>
        changed(await zipOf(tweets), (zip) => {
          zip.fill(0xff, 200, 260);
        }),
      /no zip that can be read|not the|checksum/,
    ],
  ])(
    '%s',
    async (_, make, message) => {
      const { error_code, error_message } = await endOf(await make());
      expect(error_code).toMatch(/^archive_(unreadable|too_large)$/);
      expect(error_message).toMatch(message);
    },
    60_000,
  );

  test('a CAR that is none, or is cut off', async () => {
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(100_000, 0xff), Buffer.from([0])])
      expect((await endOf(new Uint8Array(bytes), 'bluesky_archive')).error_code).toBe('archive_unreadable');
  }, 60_000);

  test('a document of another owner, or one that is still sent', async () => {
    const response = await service.post('/api/analyze', {
      platform: 'reddit_archive',
      profile_id: 'me',
      document_id: 'doc_unknown',
    });
    expect(await faultsOf(response)).toEqual(['document_id unknown_document']);
  });
});

test.each<[string, string, string, RegExp]>([
  ['twitter_archive', 'data/tweets.js', ytd('tweets', []), /its list of posts is empty/],
  ['twitter_archive', 'data/tweets.js', ytd('tweets', [7, 8]), /2 items cannot be read/],
  ['mastodon_archive', 'outbox.json', JSON.stringify({ orderedItems: [] }), /is empty/],
])('a job of %s without a post in %s ends with its first step', async (platform, name, text, why) => {
  const asked = {
    platform,
    profile_id: 'me',
    document_id: await upload(service, await zipOf({ [name]: text })),
  };
  const { task } = taskSchema.parse(await (await service.post('/api/analyze', asked)).json());
  await runProfile(service.jobs.db, task.id);
  const { rows } = await service.jobs.db.execute(
    `select key, status, error_code, error_message from steps where job_id = '${task.id}'`,
  );
  expect(rows).toEqual([
    { key: 'profile', status: 'failed', error_code: 'no_posts', error_message: expect.stringMatching(why) },
  ]);
});

test('a post that is nested, huge or malformed is unreadable, and the others go on', async () => {
  const bad = [
    `{"tweet":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `{"tweet":{"id_str":"8","full_text":"${'x'.repeat(1_200_000)}"}}`,
    '{"tweet": {"id_str": 7, oops}}',
    '7',
  ];
  const good = [tweet('1'), tweet('2'), tweet('3')].map((each) => JSON.stringify(each));
  const file = `window.YTD.tweets.part0 = [${[good[0], ...bad.slice(0, 2), good[1], ...bad.slice(2), good[2]].join(',')}]`;
  const { basis, posts } = await analyzed(service, 'twitter_archive', {
    bytes: await zipOf({ 'data/tweets.js': file }),
  });
  expect(posts.map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(basis).toMatchObject({ posts: 3, skipped: { unreadable: 4 } });
}, 60_000);

test('a file that is cut off gives what it has, and counts the rest as one', async () => {
  const whole = ytd('tweets', [tweet('1'), tweet('2')]);
  const bytes = await zipOf({ 'data/tweets.js': whole.slice(0, -300) });
  const { basis } = await analyzed(service, 'twitter_archive', { bytes });
  expect(basis).toMatchObject({ posts: 1, skipped: { unreadable: 1 } });
}, 60_000);

test('deleting the last job that read an archive deletes the archive', async () => {
  const document_id = await upload(service, await zipOf(tweets));
  const asked = { platform: 'twitter_archive', profile_id: 'me', document_id };
  const { task } = taskSchema.parse(await (await service.post('/api/analyze', asked)).json());
  const removed = await service.call('DELETE', `/api/documents/${document_id}`);
  expect([removed.status, await removed.json()]).toMatchObject([409, { code: 'document_in_use' }]);
  await runProfile(service.jobs.db, task.id);
  expect(endedSchema.safeParse(await (await service.get(`/api/tasks/${task.id}`)).json()).data?.status).toBe(
    'completed',
  );
  expect((await service.call('DELETE', `/api/jobs/${task.id}`)).status).toBe(204);
  expect((await service.get(`/api/documents/${document_id}`)).status).toBe(404);
}, 60_000);
