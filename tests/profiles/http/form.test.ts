import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { givenPosts } from './given-posts.ts';
import { runProfile } from './run-profile.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const answerSchema = z.object({ task: z.object({ id: z.string() }) });

describe('a form', () => {
  const outbox = JSON.stringify({
    type: 'OrderedCollection',
    orderedItems: [1, 2, 3].map((n) => ({
      id: `https://m.example/${n}`,
      type: 'Create',
      published: `2026-01-0${n}T10:00:00Z`,
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      object: { id: `https://m.example/o/${n}`, type: 'Note', content: `<p>Post ${n}</p>` },
    })),
  });

  function form(fields: Record<string, string | Blob>): FormData {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  }

  test('with an archive as a file is the same request', async () => {
    const body = form({
      platform: 'mastodon_archive',
      profile_id: 'me@m.example',
      max_posts: '50',
      mode: 'quick',
      time_zone: '',
      archive: new File([outbox], 'outbox.json', { type: 'application/json' }),
    });
    const response = await service.call('POST', '/api/analyze', { body });
    const { task } = answerSchema.parse(await response.json());
    expect(response.status).toBe(202);
    await runProfile(service.jobs.db, task.id);
    const { status, results } = await json(await service.get(`/api/tasks/${task.id}`));
    expect(status).toBe('completed');
    expect(results).toMatchObject({ basis: { posts: 3, max_posts: 50, mode: 'quick', time_zone: 'UTC' } });
  });

  test('may hold posts as JSON', async () => {
    const posts = JSON.stringify(givenPosts(2));
    const body = form({ platform: 'inline', profile_id: 'me', posts });
    expect((await service.call('POST', '/api/analyze', { body })).status).toBe(202);
  });

  test('is refused with the same faults as JSON', async () => {
    const body = form({ platform: 'myspace', profile_id: '', max_posts: 'many', more: 'x' });
    const response = await service.call('POST', '/api/analyze', { body });
    expect((await faultsOf(response)).sort()).toEqual([
      'max_posts wrong_type',
      'more unknown_field',
      'platform unknown_platform',
      'profile_id missing',
    ]);
  });

  test.each([
    ['a torn body', '--a\r\nnonsense', 'multipart/form-data; boundary=a'],
    ['no boundary', 'platform=x', 'multipart/form-data'],
    [
      'posts that are no JSON',
      '--a\r\nContent-Disposition: form-data; name="posts"\r\n\r\n[{\r\n--a--\r\n',
      'multipart/form-data; boundary=a',
    ],
    [
      'a field that is there twice',
      `${'--a\r\nContent-Disposition: form-data; name="mode"\r\n\r\nquick\r\n'.repeat(2)}--a--\r\n`,
      'multipart/form-data; boundary=a',
    ],
  ])('with %s is 400 malformed_form', async (_, body, type) => {
    const response = await service.call('POST', '/api/analyze', { body, headers: { 'content-type': type } });
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'malformed_form' });
  });

  test('above 4.5 MB is 413, and anything but JSON and a form 415', async () => {
    const big = form({
      platform: 'mastodon_archive',
      profile_id: 'me',
      archive: new Blob(['x'.repeat(4_800_000)]),
    });
    const tooLarge = await service.call('POST', '/api/analyze', { body: big });
    expect(await problemOf(tooLarge)).toMatchObject({ code: 'body_too_large' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const urlencoded = await service.call('POST', '/api/analyze', { body: 'platform=x', headers });
    expect(await problemOf(urlencoded)).toMatchObject({ code: 'unsupported_media_type' });
  });
});
