import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { inline, SECRET } from './given-posts.ts';
import { runProfile } from './run-profile.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const answerSchema = z.object({ message: z.string(), task: z.looseObject({ id: z.string() }) });
const answerOf = async (response: Response) => answerSchema.parse(await response.json());

async function count(): Promise<number> {
  const { rows } = await service.jobs.db.execute<{ count: number }>(
    sql`select count(*)::int as count from jobs`,
  );
  return rows[0]?.count ?? -1;
}

describe('a profile that is asked for', () => {
  test.each(['/api/analyze', '/api/v1/analyze'])('at %s is accepted as a task', async (path) => {
    const response = await service.post(path, { ...inline(3), time_zone: 'Europe/Berlin' });
    expect(response.status).toBe(202);
    const { message, task } = await answerOf(response);
    const self = `/api/v1/tasks/${task.id}`;
    expect(message).toBe('The analysis is accepted.');
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${task.id}`);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(task).toEqual({
      id: expect.stringMatching(/^job_[0-9a-z]{22}$/),
      job_id: task.id,
      platform: 'inline',
      profile_id: 'my posts',
      status: 'pending',
      progress: 0,
      message: 'Waiting to begin.',
      error: null,
      error_code: null,
      duration: null,
      created_at: expect.stringMatching(/Z$/),
      started_at: null,
      completed_at: null,
      links: {
        self,
        status: `${self}/status`,
        results: `${self}/results`,
        download: `${self}/download`,
        compare: `${self}/compare`,
        retry: `${self}/retry`,
        cancel: `${self}/cancel`,
        job: `/api/v1/jobs/${task.id}`,
      },
    });
    expect(await json(await service.get(`/api/tasks/${task.id}`))).toEqual({ ...task, results: null });
  });

  test('keeps no post in the row of its job, in no log and in no answer', async () => {
    const fresh = api(database.url);
    const response = await fresh.post('/api/analyze', inline(5));
    const text = await response.text();
    const { task } = answerSchema.parse(JSON.parse(text));
    await runProfile(fresh.jobs.db, task.id);
    const { rows } = await fresh.jobs.db.execute(sql`select * from jobs where id = ${task.id}`);
    expect(JSON.stringify(rows)).not.toContain(SECRET);
    expect(text).not.toContain(SECRET);
    await fresh.post('/api/analyze', { ...inline(5), platform: SECRET, posts: [{ text: SECRET }] });
    expect(fresh.lines.map(({ event }) => event)).toContain('job_created');
    expect(JSON.stringify(fresh.lines)).not.toContain(SECRET);
  });

  test('under a known Idempotency-Key is answered as the first time, whatever became of it', async () => {
    const headers = { 'Idempotency-Key': 'profile-once' };
    const first = await service.post('/api/analyze', inline(4), headers);
    const answer = await answerOf(first);
    await runProfile(service.jobs.db, answer.task.id);
    const again = await service.post('/api/analyze', inline(4), headers);
    expect(again.status).toBe(202);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await answerOf(again)).toEqual(answer);
    const other = await service.post('/api/analyze', inline(5), headers);
    expect(await problemOf(other)).toMatchObject({ code: 'idempotency_mismatch' });
  });

  test('is the same job as one of kind profile at /jobs', async () => {
    const created = await service.post('/api/jobs', { kind: 'profile', input: inline(3) });
    expect(created.status).toBe(202);
    const { id } = await json(created);
    expect(await json(await service.get(`/api/tasks/${id}`))).toMatchObject({ id, platform: 'inline' });
  });
});

describe('a profile that cannot be analyzed', () => {
  test('an unknown platform is refused with the list', async () => {
    const before = await count();
    const asked = { platform: 'myspace', profile_id: 'tom' };
    for (const [path, body, at] of [
      ['/api/analyze', asked, 'platform'],
      ['/api/jobs', { kind: 'profile', input: asked }, 'input.platform'],
    ] as const) {
      const { status, code, errors } = await problemOf(await service.post(path, body));
      expect({ status, code }).toEqual({ status: 422, code: 'invalid_input' });
      expect(errors).toEqual([
        { path: at, code: 'unknown_platform', message: expect.stringMatching(/"myspace".*bluesky.*inline/) },
      ]);
    }
    expect(await count()).toBe(before);
  });

  test('one without its token is refused naming the variable, and accepted with it', async () => {
    const before = await count();
    const asked = { platform: 'x', profile_id: 'elonmusk' };
    for (const [path, body, at] of [
      ['/api/analyze', asked, 'platform'],
      ['/api/jobs', { kind: 'profile', input: asked }, 'input.platform'],
    ] as const) {
      const response = await service.post(path, body);
      expect(response.status).toBe(422);
      const { code, detail, errors } = await problemOf(response);
      expect(code).toBe('platform_not_configured');
      expect(detail).toContain('X_BEARER_TOKEN');
      expect(errors).toEqual([{ path: at, code: 'platform_not_configured', message: detail }]);
    }
    expect(await count()).toBe(before);
    const configured = api(database.url, { tokens: { github: undefined, x: 't' } });
    const { task } = await answerOf(await configured.post('/api/analyze', asked));
    expect(task).toMatchObject({ platform: 'twitter', profile_id: 'elonmusk' });
  });

  test.each([
    [{}, ['platform missing', 'profile_id missing']],
    [
      { platform: 'inline', profile_id: 'a', posts: [], mode: 'slow', callback: 1 },
      ['callback unknown_field', 'mode not_one_of'],
    ],
    [{ platform: 'inline', profile_id: 'a' }, ['posts missing']],
    [{ platform: 'bluesky', profile_id: 'bsky.app', archive: 'x' }, ['archive not_for_platform']],
    [{ platform: 'github', profile_id: 'a b c' }, ['profile_id invalid_profile_id']],
    [
      { platform: 'inline', profile_id: 'a', posts: [], time_zone: 'Mars/Base', max_posts: 0 },
      ['max_posts too_low', 'time_zone unknown_time_zone'],
    ],
    [{ ...inline(1), callback_url: 'http://10.0.0.1/' }, ['callback_url not_https']],
  ])('%j is refused', async (body, faults) => {
    const webhooks = { configured: true, allowLocal: false };
    const response = await api(database.url, { webhooks }).post('/api/analyze', body);
    expect(response.status).toBe(422);
    expect((await faultsOf(response)).sort()).toEqual(faults);
  });
});

test('the platforms say what each needs, and whether it is there', async () => {
  const body = z
    .object({
      platforms: z.array(z.object({ id: z.string(), needs: z.string(), available: z.boolean() })),
      total: z.number(),
    })
    .parse(await json(await service.get('/api/platforms')));
  expect(body.total).toBe(body.platforms.length);
  expect(body.platforms).toContainEqual({ id: 'twitter', needs: 'X_BEARER_TOKEN', available: false });
  expect(body.platforms).toContainEqual({ id: 'bluesky', needs: 'nothing', available: true });
});

test('a database that refuses the posts is an error in the log, without the posts', async () => {
  const broken = await freshDatabase();
  const fresh = api(broken.url);
  await fresh.jobs.db.execute(sql`alter table profile_posts rename to elsewhere`);
  const response = await fresh.post('/api/analyze', inline(5));
  expect(await problemOf(response)).toMatchObject({ status: 503, code: 'schema_outdated' });
  const failure = fresh.lines.find(({ event }) => event === 'service_fault');
  expect(failure?.fields['reason']).toContain('profile_posts');
  // Packed posts are base64 of zlib, which begins so.
  expect(JSON.stringify(fresh.lines)).not.toMatch(/eJ[A-Za-z0-9+/]{40}/);
  await broken.drop();
});
