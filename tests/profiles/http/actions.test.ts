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

const codeOf = async (response: Response) => (await problemOf(response)).code;

describe('retry and cancel', () => {
  test('an unfinished task that is cared for is left alone, however often it is asked for', async () => {
    const started: string[] = [];
    const { publisher } = service.jobs;
    const keeping = api(database.url, {
      jobs: {
        publisher: {
          ...publisher,
          start: async (start) => {
            started.push(start.jobId);
          },
        },
      },
    });
    const id = await asked(keeping, inline(3));
    const response = await keeping.post(`/api/tasks/${id}/retry`);
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${id}`);
    expect(await json(response)).toMatchObject({
      message: expect.any(String),
      task: { id, status: 'pending' },
    });
    expect(started).toEqual([id]);
  });

  test('a completed task has nothing to retry, but for ?all=true', async () => {
    const id = await finished(service, inline(3));
    const refused = await service.post(`/api/tasks/${id}/retry`);
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'nothing_to_retry']);
    expect((await service.post(`/api/tasks/${id}/retry?all=true`)).status).toBe(202);
    await runProfile(service.jobs.db, id);
    expect(await json(await service.get(`/api/tasks/${id}`))).toMatchObject({ status: 'completed' });
  });

  async function retried(): Promise<Record<string, unknown>> {
    const id = await finished(service, inline(10), { failing: ['style'] });
    const response = await service.post(`/api/tasks/${id}/retry`);
    expect(await json(response)).toMatchObject({ task: { status: 'pending', error: null } });
    expect(await json(await service.get(`/api/tasks/${id}`))).toMatchObject({ results: null });
    await runProfile(service.jobs.db, id);
    return json(await service.get(`/api/tasks/${id}`));
  }

  test('what failed is done again', async () => {
    expect(await retried()).toMatchObject({ status: 'completed', error: null });
  });

  test('and the report is whole then', async () => {
    expect(await retried()).toMatchObject({
      results: { missing: [], findings: { style: expect.anything() } },
    });
  });

  test('a cancelled task is cancelled, not failed, and stays so', async () => {
    const id = await asked(service);
    const response = await service.post(`/api/tasks/${id}/cancel`);
    expect(response.status).toBe(200);
    expect(await json(response)).toMatchObject({ task: { id, status: 'cancelled', error: null } });
    await runProfile(service.jobs.db, id);
    expect(await json(await service.get(`/api/tasks/${id}`))).toMatchObject({ status: 'cancelled' });
    const done = await finished(service, inline(3));
    const late = await service.post(`/api/tasks/${done}/cancel`);
    expect([late.status, await codeOf(late)]).toEqual([409, 'already_finished']);
  });
});
