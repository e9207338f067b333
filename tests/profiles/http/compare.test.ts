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

describe('two reports of one profile', () => {
  const named = (profile_id: string, count: number, first = 0) => ({ ...inline(count, first), profile_id });

  test('are compared, the older first, whichever is named', async () => {
    const earlier = await finished(service, named('compared', 40));
    const later = await finished(service, named('compared', 50, 40));
    const byDefault = await json(await service.get(`/api/tasks/${later}/compare`));
    expect(byDefault).toMatchObject({
      earlier_task: earlier,
      later_task: later,
      comparison: { comparison_version: 1, earlier: { posts: 40 }, later: { posts: 50 } },
    });
    for (const path of [
      `/api/tasks/${later}/compare?with=${earlier}`,
      `/api/v1/tasks/${earlier}/compare?with=${later}`,
    ]) {
      expect(await json(await service.get(path))).toEqual(byDefault);
    }
  });

  test('are refused with the reason', async () => {
    const one = await finished(service, named('one', 5));
    const two = await finished(service, named('two', 5));
    const open = await asked(service, named('one', 5));
    const none = await finished(service, named('one', 0));
    const refusals: [string, number, string][] = [
      [`${one}/compare`, 404, 'no_earlier_report'],
      [`${one}/compare?with=${two}`, 422, 'different_profiles'],
      [`${one}/compare?with=${one}`, 422, 'invalid_input'],
      [`${one}/compare?with=${open}`, 409, 'not_finished'],
      [`${open}/compare`, 409, 'not_finished'],
      [`${one}/compare?with=${none}`, 404, 'no_report'],
      [`${one}/compare?with=job_none`, 404, 'not_found'],
    ];
    for (const [path, status, code] of refusals) {
      const response = await service.get(`/api/tasks/${path}`);
      expect([path, response.status, await codeOf(response)]).toEqual([path, status, code]);
    }
  });

  test("are one owner's", async () => {
    const mine = await finished(service, named('shared', 5));
    const bob = ofOwner('bob');
    const his = await asked(bob, named('shared', 6));
    await runProfile(bob.jobs.db, his);
    expect(await codeOf(await bob.get(`/api/tasks/${his}/compare`))).toBe('no_earlier_report');
    expect(await codeOf(await bob.get(`/api/tasks/${his}/compare?with=${mine}`))).toBe('not_found');
  });
});
