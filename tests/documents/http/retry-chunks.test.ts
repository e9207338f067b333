import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retryPageStepsRoute } from '../../../lib/documents/http/retry-chunks.ts';
import { jobs, steps } from '../../../lib/jobs/db-schema.ts';
import { type Api, api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { ENDED, insertDocumentJob, insertSteps } from './seed-document.ts';

const torn = { code: 'pdf_page_failed', message: 'The page is torn.' };

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

describe('a retry of chunks', () => {
  let made = 0;
  /** A job with two failed chunks and one that was read. */
  async function ended(failed = true): Promise<string> {
    const { db } = service.jobs;
    const id = `job_retry_${++made}`;
    const counts = failed ? { done: 3, failed: 2 } : { done: 5, failed: 0 };
    await insertDocumentJob(db, id, { ...ENDED, ...counts, total: 5, stage: 5, stageTotal: 1 });
    const status = failed ? 'failed' : 'done';
    const error = failed ? { error: torn } : {};
    await insertSteps(db, id, [
      { key: 'open', stage: 'open' },
      { key: 'pages-1-4', stage: 'pages' },
      { key: 'page-3', stage: 'pages', status, ...error },
      { key: 'ocr-2', stage: 'ocr', status, ...error },
      { key: 'report', stage: 'report' },
    ]);
    return id;
  }

  const retry = (id: string, body?: object) => service.post(`/api/v1/jobs/${id}/chunks/retry`, body);

  async function pending(id: string): Promise<string[]> {
    const rows = await service.jobs.db
      .select({ key: steps.key, status: steps.status })
      .from(steps)
      .where(eq(steps.jobId, id));
    return rows.flatMap(({ key, status }) => (status === 'pending' ? [key] : [])).sort();
  }

  const countsOf = async (id: string) => {
    const [row] = await service.jobs.db.select().from(jobs).where(eq(jobs.id, id));
    const { done = -1, failed = -1, stage = -1, stageLeft = -1, stageTotal = -1, epoch = -1 } = row ?? {};
    return { done, failed, stage, stageLeft, stageTotal, epoch };
  };

  test('without a body reads the failed ones again, in a new epoch', async () => {
    const id = await ended();
    const response = await retry(id);
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${id}`);
    const body = await json(response);
    const { schema } = retryPageStepsRoute.responses[202].content['application/json'];
    expect(schema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ job_id: id, job: { status: 'queued', epoch: 2 } });
    expect(await pending(id)).toEqual(['ocr-2', 'page-3', 'report']);
    expect(await countsOf(id)).toEqual({
      done: 2,
      failed: 0,
      stage: 1,
      stageLeft: 1,
      stageTotal: 2,
      epoch: 2,
    });
  });

  test('is limited to those named; the others stay failed and are counted so', async () => {
    const id = await ended();
    expect((await retry(id, { chunk_ids: ['ocr-2'] })).status).toBe(202);
    expect(await pending(id)).toEqual(['ocr-2', 'report']);
    expect(await countsOf(id)).toEqual({
      done: 2,
      failed: 1,
      stage: 2,
      stageLeft: 1,
      stageTotal: 1,
      epoch: 2,
    });
  });

  test('of one of two failed chunks of a stage waits for that one alone', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_two', { ...ENDED, done: 1, failed: 2, total: 3, stage: 5 });
    await insertSteps(db, 'job_two', [
      { key: 'pages-1-4', stage: 'pages' },
      { key: 'page-3', stage: 'pages', status: 'failed', error: torn },
      { key: 'page-4', stage: 'pages', status: 'failed', error: torn },
    ]);
    expect((await retry('job_two', { chunk_ids: ['page-4'] })).status).toBe(202);
    expect(await pending('job_two')).toEqual(['page-4']);
    expect(await countsOf('job_two')).toMatchObject({ failed: 1, stage: 1, stageLeft: 1, stageTotal: 3 });
  });

  test('names every id that is no chunk of the job, and changes nothing', async () => {
    const id = await ended();
    const response = await retry(id, { chunk_ids: ['page-3', 'page-99', 'report'] });
    expect(await faultsOf(response)).toEqual(['chunk_ids.1 unknown_chunk', 'chunk_ids.2 unknown_chunk']);
    expect(await countsOf(id)).toMatchObject({ epoch: 1, failed: 2 });
  });

  test('of chunks that succeeded needs force', async () => {
    const id = await ended();
    const refused = await problemOf(await retry(id, { chunk_ids: ['pages-1-4'] }));
    expect([refused.status, refused.code]).toEqual([409, 'nothing_to_retry']);
    expect((await retry(id, { chunk_ids: ['pages-1-4'], force: true })).status).toBe(202);
    expect(await pending(id)).toEqual(['ocr-2', 'pages-1-4', 'report']);
    const whole = await ended(false);
    expect((await retry(whole, { force: true })).status).toBe(202);
    expect(await pending(whole)).toHaveLength(5);
  });

  test('of an unfinished job dispatches it again and leaves its steps as they are', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_going', { status: 'processing', failed: 1, total: 3 });
    await insertSteps(db, 'job_going', [
      { key: 'pages-1-4', stage: 'pages', status: 'failed', error: torn },
      { key: 'pages-5-8', stage: 'pages', status: 'running' },
      { key: 'pages-9-9', stage: 'pages', status: 'pending' },
    ]);
    const { message, job } = await json(await retry('job_going'));
    expect(message).toContain('dispatched again');
    expect(job).toMatchObject({ epoch: 1, status: 'processing' });
    expect(await pending('job_going')).toEqual(['pages-9-9']);
  });

  test('is refused where the body cannot be used', async () => {
    const id = await ended();
    expect(await faultsOf(await retry(id, { chunk_ids: [], force: 'yes', more: 1 }))).toEqual(
      expect.arrayContaining(['chunk_ids too_few', 'force wrong_type', 'more unknown_field']),
    );
  });
});
