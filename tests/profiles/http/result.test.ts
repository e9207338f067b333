import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { givenPosts, inline } from './given-posts.ts';
import { runProfile } from './run-profile.ts';

const MEGABYTE = 1024 * 1024;

let database: FreshDatabase;
let service: Api;
let id: string;

async function finished(body: object): Promise<string> {
  const created = await json(await service.post('/api/jobs', { kind: 'profile', input: body }));
  await runProfile(service.jobs.db, String(created['id']));
  return String(created['id']);
}

beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  id = await finished(inline(30));
});
afterAll(() => database.drop());

const pageSchema = z.object({
  data: z.array(z.looseObject({ posts: z.array(z.looseObject({ id: z.string() })).nullish() })),
  errors: z.array(z.unknown()),
  next_cursor: z.string().nullable(),
  disclaimer: z.string(),
});

async function pageOf(path: string) {
  const text = await (await service.get(path)).text();
  return { ...pageSchema.parse(JSON.parse(text)), size: Buffer.byteLength(text) };
}

/** The chunks of an answer, so that what is sent at once is seen. */
async function chunksOf(response: Response): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) chunks.push(chunk);
  return chunks;
}

/** A report of `size` characters in the place of the job's own. */
async function enlarge(job: string, size: number): Promise<void> {
  await service.jobs.db.execute(sql`update profile_findings set findings =
    jsonb_set(findings, '{padding}', to_jsonb(repeat('é', ${size}::int))) where job_id = ${job} and name = 'content'`);
}

describe('the result of a profile job', () => {
  test('as JSON is a page with one item, the report of the task', async () => {
    const { data, errors, next_cursor, disclaimer } = await pageOf(`/api/jobs/${id}/result`);
    expect(data).toEqual([await json(await service.get(`/api/tasks/${id}/results`))]);
    expect({ errors, next_cursor }).toEqual({ errors: [], next_cursor: null });
    expect(disclaimer).toMatch(/no verdict on a person/);
  });

  test('of a job that failed has no item, but the error', async () => {
    const failed = await finished(inline(0));
    const { data, errors } = await pageOf(`/api/jobs/${failed}/result`);
    expect(data).toEqual([]);
    expect(errors).toEqual([expect.objectContaining({ key: 'profile', code: 'no_posts' })]);
    const html = await service.get(`/api/jobs/${failed}/result?format=html`);
    expect(await problemOf(html)).toMatchObject({ status: 404, code: 'no_report' });
  });

  test('is a page for reading by format=html or by Accept, in which nothing may run', async () => {
    for (const response of [
      await service.get(`/api/jobs/${id}/result?format=html`),
      await service.get(`/api/jobs/${id}/result`, { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }),
    ]) {
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toMatch(
        /default-src 'none'.*frame-ancestors 'none'.*sandbox/,
      );
      const text = await response.text();
      expect(text).toContain('Profile report: my posts');
      expect(text).toContain(id);
    }
    const json = await service.get(`/api/jobs/${id}/result`, { Accept: '*/*' });
    expect(json.headers.get('content-type')).toBe('application/json');
  });

  test('comes as Markdown and CSV, but not as text: 422 when asked for, 406 by Accept', async () => {
    const markdown = await service.get(`/api/jobs/${id}/result?format=markdown`);
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await markdown.text()).toMatch(/^# my posts\n[\s\S]*30 posts were read/);
    const csv = await service.get(`/api/jobs/${id}/result`, { Accept: 'text/csv' });
    expect(await csv.text()).toContain('activity,by_kind,0.share,1,30,medium,');
    expect(await faultsOf(await service.get(`/api/jobs/${id}/result?format=text`))).toEqual([
      'format not_offered',
    ]);
    const accepted = await service.get(`/api/jobs/${id}/result`, { Accept: 'text/plain' });
    expect(await problemOf(accepted)).toMatchObject({ status: 406, code: 'not_acceptable' });
    const raw = await service.get(`/api/jobs/${id}/result?format=html&include=raw`);
    expect(await faultsOf(raw)).toEqual(['include json_only']);
  });
});

describe('include=raw', () => {
  test('adds the posts in the shape in which they can be given again', async () => {
    const { data } = await pageOf(`/api/jobs/${id}/result?include=raw`);
    const [item] = data;
    expect(item).toMatchObject({ report_version: 1 });
    expect(item?.posts?.length).toBe(30);
    expect(item?.posts?.[3]).toMatchObject({ ...givenPosts(30)[3], hashtags: ['walking'], kind: 'post' });
    const again = await finished({ ...inline(0), posts: item?.posts });
    const results = await json(await service.get(`/api/tasks/${again}/results`));
    expect(results).toEqual(await json(await service.get(`/api/tasks/${id}/results`)));
  });

  test('comes in pages under 4 MB that add up to all of the posts', async () => {
    const long = givenPosts(60).map((post) => ({ ...post, text: `${post.text} ${'wörd '.repeat(9_000)}` }));
    const large = await finished({ ...inline(0), posts: long.slice(0, 60) });
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const at: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = await pageOf(`/api/jobs/${large}/result?include=raw${at}`);
      expect(page.size).toBeLessThan(4 * MEGABYTE);
      seen.push(...(page.data[0]?.posts ?? []).map((post) => post.id));
      cursor = page.next_cursor;
      pages += 1;
    } while (cursor !== null);
    expect(pages).toBeGreaterThan(1);
    expect(seen).toEqual(long.map((post) => post.id));
  });

  test('says null where the posts are no longer kept, and the report stays', async () => {
    const old = await finished(inline(5));
    await service.jobs.db.execute(sql`delete from profile_posts where job_id = ${old}`);
    const { data } = await pageOf(`/api/jobs/${old}/result?include=raw`);
    expect(data).toEqual([expect.objectContaining({ report_version: 1, posts: null })]);
  });

  test('behind the last post there is nothing, whatever the cursor names', async () => {
    const cursor = Buffer.from('TCS.NS').toString('base64url');
    const { data, next_cursor } = await pageOf(`/api/jobs/${id}/result?include=raw&cursor=${cursor}`);
    expect({ data, next_cursor }).toEqual({ data: [{ posts: [] }], next_cursor: null });
    expect((await pageOf(`/api/jobs/${id}/result?cursor=${cursor}`)).data).toEqual([]);
  });
});

test('a year in review of posts that are no longer kept is refused, with the remedy', async () => {
  const old = await finished(inline(5));
  await service.jobs.db.execute(sql`delete from profile_posts where job_id = ${old}`);
  const problem = await problemOf(await service.get(`/api/tasks/${old}/download?format=year`));
  expect(problem).toMatchObject({ status: 404, code: 'no_report', detail: expect.stringMatching(/Submit/) });
  const page = await (await service.get(`/api/tasks/${old}/download?format=html`)).text();
  expect(page).toContain('The texts of the posts are no longer kept.');
});

describe('the report as a file', () => {
  test.each([
    ['', 'json', 'application/json'],
    ['?format=json', 'json', 'application/json'],
    ['?format=html', 'html', 'text/html; charset=utf-8'],
    ['?format=year', 'html', 'text/html; charset=utf-8'],
    ['?format=markdown', 'md', 'text/markdown; charset=utf-8'],
    ['?format=csv', 'csv', 'text/csv; charset=utf-8; header=present'],
  ])('at /download%s is named after its task', async (query, ending, type) => {
    const response = await service.get(`/api/tasks/${id}/download${query}`);
    expect(response.headers.get('content-type')).toBe(type);
    const name = `attachment; filename="analysis_inline_${id}.${ending}"`;
    expect(response.headers.get('content-disposition')).toBe(name);
    const text = await response.text();
    const opening = { '?format=html': '<h1><bdi>my posts', '?format=year': '<h1>The year 2026' }[query];
    if (ending === 'html') expect(text).toContain(opening);
    if (ending === 'json')
      expect(JSON.parse(text)).toEqual(await json(await service.get(`/api/tasks/${id}/results`)));
  });

  test('refuses a format that it has not', async () => {
    expect(await faultsOf(await service.get(`/api/tasks/${id}/download?format=pdf`))).toEqual([
      'format not_one_of',
    ]);
  });
});

test('a report above 4.5 MB is sent in small chunks, in every form, and whole', async () => {
  const huge = await finished(inline(3));
  await enlarge(huge, 2_500_000);
  for (const path of [
    `/api/tasks/${huge}`,
    `/api/tasks/${huge}/results`,
    `/api/tasks/${huge}/download`,
    `/api/jobs/${huge}/result`,
    `/api/jobs/${huge}/result?format=html`,
  ]) {
    const response = await service.get(path);
    expect(response.headers.get('content-length')).toBeNull();
    const chunks = await chunksOf(response);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
    const text = Buffer.concat(chunks).toString();
    if (!path.endsWith('html')) {
      expect(text).toContain('é'.repeat(2_500_000));
      expect(() => JSON.parse(text)).not.toThrow();
    } else expect(text.trimEnd().endsWith('</html>')).toBe(true);
  }
});
