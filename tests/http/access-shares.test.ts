import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareToken } from '../../lib/access/share-token.ts';
import { createApp } from '../../lib/app.ts';
import { loadConfig } from '../../lib/config.ts';
import { jsonLog } from '../../lib/core/log.ts';
import { DEPLOYED } from '../config/complete.ts';
import { insertJob } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, problemOf } from './harness.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ANN = 'uk_ann_0123456789abcdef';
const BOB = 'uk_bob_0123456789abcdef';
const access = {
  mode: 'keys' as const,
  keys: [
    { owner: 'ann', key: ANN },
    { owner: 'bob', key: BOB },
  ],
};
const as = (key: string) => ({ authorization: `Bearer ${key}` });

let count = 0;
async function shared(): Promise<{ service: Api; job: string; token: string; id: string }> {
  const service = api(database.url, { access });
  const job = `job_shared${++count}`;
  await insertJob(service.jobs.db, { id: job });
  const answer = await service.post(`/api/v1/jobs/${job}/share`, { expires_in_seconds: 60 }, as(ANN));
  expect(answer.status).toBe(201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { id, token, url } = await json(answer);
  expect(url).toBe(`https://unstuck.test/api/v1/jobs/${job}?share=${token}`);
  return { service, job, token: String(token), id: String(id) };
}

describe('a link', () => {
  test('shows its job and the steps, in the URL and as a key', async () => {
    const { service, job, token } = await shared();
    for (const path of [`/api/v1/jobs/${job}`, `/api/jobs/${job}/steps`, `/api/jobs/${job}/slices`]) {
      expect((await service.get(`${path}?share=${token}`)).status).toBe(200);
      expect((await service.get(path, as(token))).status).toBe(200);
    }
    const result = await service.get(`/api/v1/jobs/${job}/result?share=${token}`);
    expect((await problemOf(result)).code).toBe('not_finished');
  });

  test('shows nothing of another job, though its owner is the same', async () => {
    const { service, token } = await shared();
    const other = await shared();
    for (const rest of ['', '/steps', '/result', '/shares']) {
      const answer = await service.get(`/api/v1/jobs/${other.job}${rest}`, as(token));
      expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  test('changes nothing, and is no way to further links', async () => {
    const { service, job, token, id } = await shared();
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/cancel'],
      ['POST', '/retry'],
      ['POST', '/share'],
      ['GET', '/shares'],
      ['DELETE', `/shares/${id}`],
    ] as const) {
      const answer = await service.call(method, `/api/v1/jobs/${job}${path}?share=${token}`);
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
    expect((await service.get(`/api/v1/jobs?share=${token}`)).status).toBe(403);
    expect((await service.get(`/api/v1/jobs/${job}`, as(ANN))).status).toBe(200);
  });

  test('ends at once when it is revoked, twice too, and only its owner can', async () => {
    const { service, job, token, id } = await shared();
    const revoke = (key: string) =>
      service.call('DELETE', `/api/v1/jobs/${job}/shares/${id}`, { headers: as(key) });
    expect((await revoke(BOB)).status).toBe(404);
    expect((await service.get(`/api/v1/jobs/${job}`, as(token))).status).toBe(200);
    expect([(await revoke(ANN)).status, (await revoke(ANN)).status]).toEqual([204, 204]);
    expect(await problemOf(await service.get(`/api/v1/jobs/${job}`, as(token)))).toMatchObject({
      status: 404,
      code: 'not_found',
      detail: 'This link was revoked. Ask for a new one.',
    });
    const listed = await (await service.get(`/api/v1/jobs/${job}/shares`, as(ANN))).text();
    expect(listed).toContain(id);
    expect(listed).not.toContain(token);
  });

  test('expires, by its token and by its row', async () => {
    const { service, job, token, id } = await shared();
    const old = shareToken({ id, expiresAt: Date.now() - 60_000 }, await service.context.shareKey());
    await service.jobs.db.execute(sql`update job_shares set expires_at = now() where id = ${id}`);
    for (const each of [old, token]) {
      expect(await problemOf(await service.get(`/api/v1/jobs/${job}`, as(each)))).toMatchObject({
        status: 404,
        code: 'not_found',
        detail: 'This link has expired. Ask for a new one.',
      });
    }
  });

  test('that is changed anywhere, or signed with another key, opens nothing', async () => {
    const { service, job, token, id } = await shared();
    const longer = token.replace(/_[0-9a-z]+_/, (all) => all.replace(/.(?=_$)/, 'z'));
    const foreign = shareToken({ id, expiresAt: Date.now() + 60_000 }, new Uint8Array(32));
    for (const each of [longer, foreign, token.slice(0, -1), `${token}a`, 'us_', 'us_x_y_z']) {
      const answer = await service.get(`/api/v1/jobs/${job}`, as(each));
      expect(await problemOf(answer)).toMatchObject({ code: 'unauthorized' });
    }
  });

  test('of a deleted job finds nothing', async () => {
    const { service, job, token } = await shared();
    await service.post(`/api/v1/jobs/${job}/cancel`, undefined, as(ANN));
    const gone = await service.call('DELETE', `/api/v1/jobs/${job}`, { headers: as(ANN) });
    expect(gone.status).toBe(204);
    expect((await service.get(`/api/v1/jobs/${job}`, as(token))).status).toBe(404);
  });

  test('stands in no line of the log', async () => {
    const { service, job, token } = await shared();
    await service.get(`/api/v1/jobs/${job}?share=${token}`);
    await service.get(`/api/v1/nothing?share=${token}`);
    await service.get(`/api/v1/jobs/${job}?share=${token}x`);
    expect(service.lines.length).toBeGreaterThan(3);
    expect(JSON.stringify(service.lines)).not.toContain(token);
  });

  test('is told to no page that is opened from it, and stands in no line of the app', async () => {
    const lines: string[] = [];
    const app = createApp(loadConfig({ ...DEPLOYED, SHARE_SECRET: 's'.repeat(40) }), {
      log: jsonLog((line) => lines.push(line), Date.now),
    });
    const id = 'shr_01k0a3v5zq8m4n7p2r6t9w';
    const token = shareToken({ id, expiresAt: Date.now() + 60_000 }, new Uint8Array(32));
    const answer = await app.jobs(new Request(`${DEPLOYED.APP_URL}/api/v1/jobs/job_a?share=${token}`));
    expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([401, 'no-referrer']);
    expect(lines.join()).toContain('"request"');
    expect(lines.join()).not.toContain(token);
  });
});
