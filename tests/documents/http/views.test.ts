import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageStepsRoute } from '../../../lib/documents/http/chunks.ts';
import { getPageRoute, listPagesRoute } from '../../../lib/documents/http/pages.ts';
import { type Api, api, json, problemOf } from '../../http/harness.ts';
import { insertJob } from '../../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import {
  ENDED,
  type GivenStep,
  insertDocumentJob,
  insertPages,
  insertReport,
  insertSteps,
} from './seed-document.ts';

const torn = { code: 'pdf_page_failed', message: 'The page is torn.' };
const lost = { code: 'lost_too_often', message: 'Its function died.' };
const blurred = { code: 'ocr_failed', message: 'Nothing could be recognized.' };

/** Pages 1, 2 and 4 are read, 3 failed alone, 5 and 6 failed as a range, 7 and 8 are not read yet. */
const STEPS: GivenStep[] = [
  { key: 'open', stage: 'open' },
  { key: 'pages-1-4', stage: 'pages' },
  { key: 'pages-5-6', stage: 'pages', status: 'failed', attempts: 3, error: lost },
  { key: 'pages-7-7', stage: 'pages', status: 'running' },
  { key: 'pages-8-8', stage: 'pages', status: 'pending', attempts: 1 },
  { key: 'pages-9-9', stage: 'pages', status: 'pending', attempts: 0 },
  { key: 'page-3', stage: 'pages', status: 'failed', error: torn },
  { key: 'ocr-2', stage: 'ocr', status: 'failed', error: blurred },
];

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  await insertJob(service.jobs.db, { id: 'job_stocks' });
  await seeded('job_going', { status: 'processing', failed: 3, done: 2, total: 8 });
  await seeded('job_cancelled', { ...ENDED, status: 'cancelled', failed: 3, done: 2, total: 8 });
});
afterAll(() => database.drop());

async function seeded(id: string, changes: Parameters<typeof insertDocumentJob>[2]): Promise<void> {
  const { db } = service.jobs;
  await insertDocumentJob(db, id, changes);
  await insertReport(db, id, { pages: 9, unfinished: true });
  await insertSteps(db, id, STEPS);
  await insertPages(db, id, [
    { page: 1, paragraphs: null },
    { page: 2, paragraphs: null, figures: { kind: 'scanned', words: 0 } },
    { page: 4, paragraphs: null, body: { text: 'four' } },
  ]);
}

describe('the pages of a document', () => {
  const schema = listPagesRoute.responses[200].content['application/json'].schema;
  const list = async (id: string, query = '') => {
    const body = await json(await service.get(`/api/jobs/${id}/pages${query}`));
    expect(schema.parse(body)).toEqual(body);
    return schema.parse(body);
  };

  test('are listed while the job runs: read, failed with the reason, or pending', async () => {
    const { data, next_cursor } = await list('job_going');
    expect(next_cursor).toBeNull();
    expect(data.map(({ page, status, error }) => [page, status, error?.code ?? null])).toEqual([
      [1, 'read', null],
      [2, 'read', 'ocr_failed'],
      [3, 'failed', 'pdf_page_failed'],
      [4, 'read', null],
      [5, 'failed', 'lost_too_often'],
      [6, 'failed', 'lost_too_often'],
      [7, 'pending', null],
      [8, 'pending', null],
      [9, 'pending', null],
    ]);
    expect(data[0]).toEqual({
      ...{ page: 1, kind: 'text', status: 'read', language: 'en', words: 7, images: 0, tables: 0 },
      ...{ ocr_confidence: null, error: null },
    });
  });

  test('that were never read are skipped once the job has ended, not pending', async () => {
    const { data } = await list('job_cancelled');
    expect(data.slice(6).map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('come in pages that add up, also of one kind', async () => {
    const first = await list('job_going', '?limit=4');
    const second = await list('job_going', `?limit=5&cursor=${first.next_cursor}`);
    expect([...first.data, ...second.data].map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(second.next_cursor).toBeNull();
    const text = await list('job_going', '?kind=text&limit=1');
    expect(text.data.map(({ page }) => page)).toEqual([1]);
    const rest = await list('job_going', `?kind=text&limit=1&cursor=${text.next_cursor}`);
    expect([rest.data.map(({ page }) => page), rest.next_cursor]).toEqual([[4], null]);
  });

  test('are none before the file is open', async () => {
    await insertDocumentJob(service.jobs.db, 'job_new', {});
    expect(await list('job_new')).toEqual({ data: [], next_cursor: null });
  });
});

describe('one page of a document', () => {
  const detailOf = async (path: string) => {
    const { status, code, detail } = await problemOf(await service.get(`/api/jobs/${path}`));
    return [status, code, detail];
  };

  test('is there as soon as it is read', async () => {
    const body = await json(await service.get('/api/v1/jobs/job_going/pages/4'));
    expect(getPageRoute.responses[200].content['application/json'].schema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ page: 4, text: 'four', paragraphs: null });
  });

  test('says where each of its lines stands, by which it can be drawn; the result has none of them', async () => {
    const page = await json(await service.get('/api/v1/jobs/job_going/pages/4'));
    expect(page['lines']).toEqual([
      expect.objectContaining({
        text: 'four',
        box: expect.objectContaining({ x0: expect.any(Number) }),
        angle: 0,
      }),
    ]);
    const result = await json(await service.get('/api/v1/jobs/job_cancelled/result'));
    expect(JSON.stringify(result)).toContain('"paragraphs"');
    expect(JSON.stringify(result)).not.toContain('"lines"');
  });

  test('is shown with its list to whoever has a link to the job, and no other job’s', async () => {
    const key = 'uk_ann_0123456789abcdef';
    const keyed = api(database.url, { access: { mode: 'keys', keys: [{ owner: 'ann', key }] } });
    for (const id of ['job_shared', 'job_private']) {
      await insertDocumentJob(keyed.jobs.db, id, { ...ENDED, owner: 'ann' });
      await insertReport(keyed.jobs.db, id, { pages: 1 });
      await insertPages(keyed.jobs.db, id, [{ page: 1 }]);
    }
    const asked = { expires_in_seconds: 60 };
    const made = await keyed.post('/api/v1/jobs/job_shared/share', asked, { authorization: `Bearer ${key}` });
    const { token } = await json(made);
    for (const path of ['pages', 'pages/1']) {
      expect((await keyed.get(`/api/v1/jobs/job_shared/${path}?share=${token}`)).status).toBe(200);
      expect((await keyed.get(`/api/v1/jobs/job_private/${path}?share=${token}`)).status).toBe(404);
    }
  });

  test.each([
    ['job_going/pages/3', 'The page is torn.'],
    ['job_going/pages/6', 'Its function died.'],
    ['job_going/pages/8', 'not been read yet'],
    ['job_cancelled/pages/8', 'ended as cancelled'],
    ['job_going/pages/10', 'pages 1 to 9'],
    ['job_going/pages/0', 'pages 1 to 9'],
    ['job_going/pages/x', 'pages 1 to 9'],
    ['job_stocks/pages/1', 'kind stocks'],
  ])('that is not there is 404 with the reason: %s', async (path, why) => {
    expect(await detailOf(path)).toEqual([404, 'not_found', expect.stringContaining(why)]);
  });
});

describe('the chunks of a document', () => {
  const schema = pageStepsRoute.responses[200].content['application/json'].schema;
  const chunks = async (id: string, query = '') => {
    const body = await json(await service.get(`/api/v1/jobs/${id}/chunks${query}`));
    expect(schema.parse(body)).toEqual(body);
    return schema.parse(body);
  };

  test('are the steps that read pages, as the original service told them', async () => {
    const { total_chunks, chunks: listed, summary } = await chunks('job_going');
    expect(total_chunks).toBe(7);
    expect(listed.map(({ chunk_id, status }) => [chunk_id, status])).toEqual([
      ['pages-1-4', 'success'],
      ['pages-5-6', 'failed'],
      ['pages-7-7', 'processing'],
      ['pages-8-8', 'retry_scheduled'],
      ['pages-9-9', 'pending'],
      ['page-3', 'failed'],
      ['ocr-2', 'failed'],
    ]);
    expect(summary).toEqual({ pending: 1, processing: 1, success: 1, failed: 3, retry_scheduled: 1 });
    expect(listed[1]).toEqual({
      ...{ chunk_id: 'pages-5-6', start_page: 5, end_page: 6, page_count: 2, status: 'failed', attempts: 3 },
      ...{ last_error: 'Its function died.', last_error_code: 'lost_too_often' },
      processed_at: expect.any(String),
    });
    expect(listed[6]).toMatchObject({ start_page: 2, end_page: 2, page_count: 1 });
  });

  test('that were never run have failed once the job has ended, and say why', async () => {
    const { chunks: listed, summary } = await chunks('job_cancelled');
    expect(summary).toEqual({ pending: 0, processing: 0, success: 1, failed: 6, retry_scheduled: 0 });
    expect(listed[4]).toMatchObject({ status: 'failed', last_error_code: 'not_run' });
  });

  test('come in pages, the counts of all on each', async () => {
    const first = await chunks('job_going', '?limit=4');
    const second = await chunks('job_going', `?limit=4&cursor=${first.next_cursor}`);
    expect([...first.chunks, ...second.chunks]).toHaveLength(7);
    expect([second.total_chunks, second.next_cursor]).toEqual([7, null]);
  });

  test('are of documents alone', async () => {
    for (const path of ['chunks', 'pages']) {
      const { status, code } = await problemOf(await service.get(`/api/jobs/job_stocks/${path}`));
      expect([status, code]).toEqual([404, 'not_found']);
    }
    const retried = await problemOf(await service.post('/api/jobs/job_stocks/chunks/retry', {}));
    expect(retried).toMatchObject({ status: 404, detail: expect.stringContaining('kind stocks') });
  });
});
