import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stage } from '../../dev/build/staging.ts';
import { type Site, startSite } from '../examples/sitemap/site.ts';
import { blocksOf, sidesOf } from '../support/doc-blocks.ts';
import {
  getJson,
  jobSchema,
  postJson,
  ROOT,
  startTestStack,
  type TestStack,
  untilEnded,
} from '../support/stack.ts';

const CRON_SECRET = 'the platform alone knows it';
const ENV = {
  MARKET_DATA: 'sample',
  SOURCE_ALLOW_LOCAL: 'true',
  CRON_SECRET,
  STEP_ATTEMPTS: '2',
  STEP_LEASE_MARGIN_MS: '500',
  MESSAGE_RETRY_DELAY_MS: '400',
};

const run = promisify(execFile);
let root: string;
let site: Site;
let stack: TestStack;
/** A job with pages of every sort. */
let mixed: string;
/** A job whose function is killed in the middle. */
let killed: string;

/** The one change outside the product's own folder, as the documentation shows it. */
async function listTheProduct(): Promise<void> {
  const [block, ...others] = blocksOf('docs/add-an-analysis.md').filter(
    ({ language }) => language === 'diff',
  );
  if (!block || others.length > 0) throw new Error('the documentation changes one file');
  const { before, after } = sidesOf(block);
  const file = join(root, block.file);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(before);
  await writeFile(file, text.replace(before, after));
}

/** A command of the copy, on the stack's database. */
const command = (script: string) =>
  run(process.execPath, [script], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATABASE_URL: stack.database.url },
  });

beforeAll(async () => {
  root = await stage(ROOT);
  await listTheProduct();
  site = await startSite();
  stack = await startTestStack(ENV, {
    root,
    qstash: { intercept: { deliver: () => 'twice' } },
  });
  await command('dev/cli/migrate.ts');
  killed = await analyze('/index.xml', { max_pages: 120 });
  while ((await doneOf(killed)) < 10) await sleep(30);
  await stack.host.kill('process');
  expect(await doneOf(killed)).toBeLessThan(60);
  const body = { kind: 'sitemap', input: { url: `${site.url}/sitemap.xml` } };
  mixed = await accepted(await postJson(`${stack.url}/api/v1/jobs`, body));
}, 60_000);

afterAll(async () => {
  await stack.stop();
  await site.stop();
  await rm(root, { recursive: true, force: true });
});

const pagesSchema = z.object({
  report: z.record(z.string(), z.number()).nullable(),
  data: z.array(z.looseObject({ url: z.string() })),
  next_cursor: z.string().nullable(),
});

async function allPages(id: string): Promise<string[]> {
  const urls: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = pagesSchema.parse(await getJson(`${stack.url}/api/v1/sitemaps/${id}/pages?limit=7${query}`));
    urls.push(...page.data.map(({ url }) => url));
    cursor = page.next_cursor;
  }
  return urls;
}

async function accepted(response: Response): Promise<string> {
  expect(response.status).toBe(202);
  return jobSchema.parse(await response.json()).id;
}

const analyze = async (path: string, options = {}) =>
  accepted(await postJson(`${stack.url}/api/v1/sitemaps/analyze`, { url: site.url + path, ...options }));

const doneOf = async (id: string) =>
  jobSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}`)).progress.completed;

async function rowsOf(id: string): Promise<number> {
  const client = new Client({ connectionString: stack.database.directUrl });
  await client.connect();
  const { rowCount } = await client.query('select from sitemap_pages where job_id = $1', [id]);
  await client.end();
  return rowCount ?? 0;
}

describe('a fourth product, listed by one line', () => {
  test('has its tables beside the others’, and db:migrate and db:verify know them', async () => {
    await command('dev/cli/migrate.ts');
    const { stdout } = await command('dev/cli/verify.ts');
    expect(stdout).toContain('has the schema that this code expects');
  });

  test('is a kind like any other: listed, refused with paths, deleted with its rows', async () => {
    const id = await analyze('/sitemap-that-is-not-there.xml');
    expect(await untilEnded(stack.url, id)).toMatchObject({
      status: 'failed',
      error: { code: 'no_sitemap' },
    });
    const listed = z.object({ data: z.array(z.object({ id: z.string(), kind: z.string() })) });
    const { data } = listed.parse(await getJson(`${stack.url}/api/v1/jobs?kind=sitemap`));
    expect(data[0]).toEqual({ id, kind: 'sitemap' });
    const bad = { url: 'http://10.0.0.1/sitemap.xml' };
    const own = await postJson(`${stack.url}/api/v1/sitemaps/analyze`, bad);
    expect([own.status, await own.json()]).toMatchObject([
      422,
      { errors: [{ path: 'url', code: 'not_public' }] },
    ]);
    const uniform = await postJson(`${stack.url}/api/v1/jobs`, { kind: 'sitemap', input: bad });
    expect([uniform.status, await uniform.json()]).toMatchObject([422, { errors: [{ path: 'input.url' }] }]);
  });

  test('stands in the OpenAPI document, each operation once, named, described and with examples', async () => {
    const text = await (await fetch(`${stack.url}/api/v1/openapi.json`)).text();
    for (const name of ['sitemaps.analyze', 'sitemaps.listPages']) {
      expect(text.split(`"operationId":"${name}"`)).toHaveLength(2);
    }
    expect(JSON.parse(text)).toMatchObject({
      tags: expect.arrayContaining([expect.objectContaining({ name: 'sitemaps' })]),
    });
    const config = await createConfig({
      extends: ['recommended'],
      rules: { 'no-invalid-schema-examples': 'error', 'no-invalid-parameter-examples': 'error' },
    });
    const found = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
    expect(found.filter(({ location: [at] }) => !at?.pointer?.includes('health'))).toEqual([]);
  }, 30_000);

  test('checks good pages, missing ones, slow ones and huge ones, and says of each what it is', async () => {
    const id = mixed;
    const job = await untilEnded(stack.url, id, 30_000);
    expect(job).toMatchObject({
      status: 'completed_with_errors',
      progress: { percent: 100, total: 7, completed: 5, failed: 2 },
    });
    expect(await getJson(`${stack.url}/api/v1/jobs/${id}/result`)).toMatchObject({
      data: [
        {
          url: `${site.url}/`,
          status: 200,
          title: 'Home & hearth',
          links: 2,
          broken_links: [{ url: `${site.url}/missing`, reason: 'status 404' }],
        },
        { url: `${site.url}/about`, status: 200, title: null, links: 1, broken_links: [] },
        { url: `${site.url}/gone`, status: 404, title: null, links: 0, broken_links: [] },
      ],
      errors: [
        {
          key: `${site.url}/slow`,
          code: 'no_answer',
          message: expect.stringContaining('(after 2 attempts)'),
        },
        { key: `${site.url}/huge`, code: 'too_large' },
      ],
      next_cursor: null,
    });
    expect(site.asked.get('/slow')).toBe(2);
    expect(site.asked.get('/huge')).toBe(1);
    const { report } = pagesSchema.parse(await getJson(`${stack.url}/api/sitemaps/${id}/pages`));
    expect(report).toEqual({ pages: 3, redirects: 0, refusals: 1, pages_without_title: 1, broken_links: 1 });
    const csv = await fetch(`${stack.url}/api/v1/jobs/${id}/result?format=csv`);
    expect((await csv.text()).split('\r\n').slice(0, 2)).toEqual([
      'url,status,title,links,broken_links,error_code,error_message,disclaimer',
      `${site.url}/,200,Home & hearth,2,1,,,`,
    ]);
  }, 40_000);

  test('reports anew when a retry has brought a page that failed', async () => {
    site.hurry();
    expect((await postJson(`${stack.url}/api/v1/jobs/${mixed}/retry`, {})).status).toBe(202);
    const { progress } = await untilEnded(stack.url, mixed);
    expect(progress).toMatchObject({ total: 7, completed: 6, failed: 1 });
    const { report } = pagesSchema.parse(await getJson(`${stack.url}/api/v1/sitemaps/${mixed}/pages`));
    expect(report).toMatchObject({ pages: 4 });
  });

  test('doubles and loses no page where its function was killed in the middle and every message comes twice', async () => {
    const id = killed;
    // The index, its two sitemaps, the pages and the report; the second sitemap is not there.
    expect(await untilEnded(stack.url, id, 40_000)).toMatchObject({
      status: 'completed_with_errors',
      progress: { total: 64, completed: 63, failed: 1 },
    });
    const pages = await allPages(id);
    expect(pages).toEqual(Array.from({ length: 60 }, (_, i) => `${site.url}/page-${i}`));
    expect(await rowsOf(id)).toBe(60);
    const { report } = pagesSchema.parse(await getJson(`${stack.url}/api/v1/sitemaps/${id}/pages`));
    expect(report).toMatchObject({ pages: 60, broken_links: 60 });
  }, 60_000);

  test('forgets its pages after their time, keeps its report, and leaves nothing of a deleted job', async () => {
    const id = await analyze('/crowd.xml');
    const { status } = await untilEnded(stack.url, id);
    expect(status).toBe('completed');
    const client = new Client({ connectionString: stack.database.directUrl });
    await client.connect();
    await client.query(
      `update sitemap_pages set created_at = now() - interval '31 days' where job_id = $1 and place < 11`,
      [id],
    );
    await client.end();
    const cron = await fetch(`${stack.url}/api/cron`, {
      headers: { Authorization: `Bearer ${CRON_SECRET}` },
    });
    expect(await cron.json()).toMatchObject({ sitemap_pages_deleted: 10 });
    expect(await allPages(id)).toHaveLength(50);
    expect(await getJson(`${stack.url}/api/v1/sitemaps/${id}/pages`)).toMatchObject({
      report: { pages: 60 },
    });
    expect((await fetch(`${stack.url}/api/v1/jobs/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await rowsOf(id)).toBe(0);
  });
});
