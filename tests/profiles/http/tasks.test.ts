import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, api, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { asked, finished } from './asked.ts';
import { inline } from './given-posts.ts';
import { runProfile } from './run-profile.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const ofOwner = (owner: string) => api(database.url, { access: { mode: 'open', owner } });
const codeOf = async (response: Response) => (await problemOf(response)).code;

describe('a task', () => {
  test('says in a sentence how far it is', async () => {
    const id = await asked(service);
    const seen: string[] = [];
    for (const turns of [1, 1, 1]) {
      await runProfile(service.jobs.db, id, { turns });
      const { message } = await json(await service.get(`/api/tasks/${id}/status`));
      seen.push(String(message));
    }
    expect(seen[0]).toMatch(/^Analyzing the posts: 0 of 9 analyses done\.$/);
    expect(seen.at(-1)).toBe('Completed.');
  });

  test('holds its results once it is completed, and not before', async () => {
    const id = await asked(service);
    await runProfile(service.jobs.db, id, { turns: 1 });
    const open = await json(await service.get(`/api/tasks/${id}`));
    expect(open).toMatchObject({ status: 'processing', results: null, duration: null, completed_at: null });
    const early = await service.get(`/api/tasks/${id}/results`);
    expect([early.status, await codeOf(early)]).toEqual([409, 'not_finished']);
    expect(await codeOf(await service.get(`/api/tasks/${id}/download`))).toBe('not_finished');

    await runProfile(service.jobs.db, id);
    const task = await json(await service.get(`/api/tasks/${id}`));
    expect(task).toMatchObject({ status: 'completed', progress: 100, error: null, error_code: null });
    expect(task['duration']).toEqual(expect.any(Number));
    expect(task['results']).toMatchObject({
      report_version: 1,
      profile: { platform: 'inline', handle: 'my posts', display_name: null, says_bot: null },
      basis: { posts: 30 },
      missing: [],
    });
    expect(await json(await service.get(`/api/tasks/${id}/results`))).toEqual(task['results']);
    expect(await json(await service.get(`/api/tasks/${id}/status`))).toEqual({
      id,
      status: 'completed',
      progress: 100,
      message: 'Completed.',
      error: null,
    });
  });

  test('without a post fails with no_posts, and its report is refused with that reason', async () => {
    const id = await finished(service, inline(0));
    expect(await json(await service.get(`/api/tasks/${id}`))).toMatchObject({
      status: 'failed',
      error_code: 'no_posts',
      error: expect.stringContaining('no posts'),
      results: null,
    });
    const response = await service.get(`/api/tasks/${id}/results`);
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({
      code: 'no_report',
      detail: expect.stringContaining('no posts'),
    });
  });

  test('in which an analysis failed is completed, with the error and what is missing', async () => {
    const id = await finished(service, inline(10), { failing: ['style'] });
    const task = await json(await service.get(`/api/tasks/${id}`));
    expect(task).toMatchObject({
      status: 'completed',
      error_code: 'told_to',
      error: 'style was told to fail.',
      results: { missing: ['style'] },
    });
  });

  test.each([
    ['GET', ''],
    ['GET', '/status'],
    ['GET', '/results'],
    ['GET', '/download'],
    ['GET', '/compare'],
    ['POST', '/retry'],
    ['POST', '/cancel'],
  ])('%s of one that is not mine, is no profile or is none at all is 404%s', async (method, rest) => {
    const mine = await finished(service, inline(3));
    const stocks = await json(
      await service.post('/api/jobs', { kind: 'stocks', input: { symbols: ['AAPL'] } }),
    );
    const bob = ofOwner('bob');
    for (const [by, id] of [
      [bob, mine],
      [service, String(stocks['id'])],
      [service, 'job_none'],
      [service, 'a%20b'],
    ] as const) {
      const response = await by.call(method, `/api/tasks/${id}${rest}`);
      expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
    }
  });
});

test('deleting the job of a task deletes its posts and its report', async () => {
  const id = await finished(service, inline(3));
  expect((await service.call('DELETE', `/api/jobs/${id}`)).status).toBe(204);
  expect((await service.get(`/api/tasks/${id}`)).status).toBe(404);
  const { rows } = await service.jobs.db.execute(sql`
    select job_id from profile_posts where job_id = ${id} union all
    select job_id from profile_findings where job_id = ${id} union all
    select job_id from profile_reports where job_id = ${id}`);
  expect(rows).toEqual([]);
});
