import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, faultsOf, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { asked } from './asked.ts';
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

describe('the list of tasks', () => {
  const listSchema = z.object({
    tasks: z.array(z.looseObject({ id: z.string(), platform: z.string(), status: z.string() })),
    total: z.number(),
    offset: z.number(),
    limit: z.number(),
  });
  const carl = () => ofOwner('carl');
  const listOf = async (query = '') => listSchema.parse(await json(await carl().get(`/api/tasks${query}`)));
  const ids: string[] = [];

  beforeAll(async () => {
    const mastodon = { platform: 'fediverse', profile_id: 'Gargron@mastodon.social' };
    for (const body of [inline(3), mastodon, inline(0), inline(4)]) ids.unshift(await asked(carl(), body));
    const [last, empty] = ids;
    await runProfile(service.jobs.db, last ?? '');
    await runProfile(service.jobs.db, empty ?? '');
    await carl().post('/api/jobs', { kind: 'stocks', input: { symbols: ['AAPL'] } });
  });

  test('is newest first, the profile analyses of the owner alone', async () => {
    const { tasks, ...rest } = await listOf();
    expect(tasks.map(({ id }) => id)).toEqual(ids);
    expect(rest).toEqual({ total: 4, offset: 0, limit: 10 });
  });

  test('is paged by offset', async () => {
    const { tasks, ...rest } = await listOf('?offset=1&limit=2');
    expect(tasks.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    expect(rest).toEqual({ total: 4, offset: 1, limit: 2 });
  });

  test('is filtered by platform, also by an alias, and by status', async () => {
    const shown = async (query: string) => (await listOf(query)).tasks.map(({ id }) => id);
    expect(await shown('?platform=fediverse')).toEqual([ids[2]]);
    expect(await shown('?status=completed')).toEqual([ids[0]]);
    expect(await shown('?status=failed&platform=inline')).toEqual([ids[1]]);
    expect(await shown('?status=pending')).toEqual([ids[2], ids[3]]);
  });

  test('refuses what it cannot filter by', async () => {
    const response = await service.get('/api/tasks?platform=myspace&status=done&limit=0&offset=-1');
    expect((await faultsOf(response)).sort()).toEqual([
      'limit too_low',
      'offset too_low',
      'platform unknown_platform',
      'status not_one_of',
    ]);
  });

  test('is counted by platform and by how it went', async () => {
    const platforms = await carl().get('/api/stats/platform-distribution');
    expect(await platforms.json()).toEqual([
      { platform: 'inline', count: 3 },
      { platform: 'mastodon', count: 1 },
    ]);
    expect(await json(await carl().get('/api/v1/stats/completion-rate'))).toEqual({
      total: 4,
      completed: 1,
      failed: 1,
      completion_rate: 25,
    });
    expect(await json(await ofOwner('nobody').get('/api/stats/completion-rate'))).toEqual({
      total: 0,
      completed: 0,
      failed: 0,
      completion_rate: 0,
    });
  });
});
