import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptedSchema } from '../../../lib/documents/http/accepted-json.ts';
import { processRoute } from '../../../lib/documents/http/process.ts';
import { type Api, json, problemOf, sleepyClock } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database as connected } from '../../support/jobs.ts';
import { form, pdfFile, pdfService } from './pdf-service.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('a PDF that is waited for', () => {
  /** A service in which `end` happens to every job while it is waited for. */
  function ending(end: (now: number) => Promise<void>): Api {
    return pdfService(database.url, { jobs: { clock: sleepyClock(end) } });
  }
  const endAll =
    (status: string, error: string | null = null) =>
    async () => {
      await connected(
        database.url,
      ).execute(sql`update jobs set status = ${status}, completed_at = clock_timestamp(),
      error_code = ${error}, error_message = ${error && `It is ${error}.`}, revision = revision + 1
      where status = 'queued'`);
    };
  const ask = (by: Api) => by.call('POST', '/api/process-pdf', { body: form({ pdf_file: pdfFile() }) });

  test('is answered as the first page of its result', async () => {
    const by = ending(endAll('completed'));
    const response = await ask(by);
    const body = await json(response);
    expect(response.status).toBe(200);
    expect(processRoute.responses[200].content['application/json'].schema.parse(body)).toEqual(body);
    const location = response.headers.get('location');
    expect(body).toMatchObject({
      job: { status: 'completed' },
      data: [{ document: { name: 'my book.pdf' } }],
    });
    expect(body).toEqual(await json(await by.get(`${location}/result`)));
  });

  test('is 202 after 25 seconds, and goes on', async () => {
    const naps: number[] = [];
    const by = ending(async (now) => {
      naps.push(now);
    });
    const started = by.jobs.clock.now();
    const response = await ask(by);
    expect(response.status).toBe(202);
    const { job_id } = acceptedSchema.parse(await response.json());
    expect((naps.at(-1) ?? 0) - started).toBe(25_000);
    expect(await json(await by.get(`/api/jobs/${job_id}`))).toMatchObject({ status: 'queued' });
  });

  test.each([
    ['failed', 'pdf_encrypted', 'It is pdf_encrypted.'],
    ['cancelled', null, 'cancelled'],
  ])('is 422 when its job %s, with the job and the reason', async (status, error, why) => {
    const response = await ask(ending(endAll(status, error)));
    const { code, detail, ...problem } = await problemOf(response);
    expect([problem.status, code]).toEqual([422, 'analysis_failed']);
    expect(detail).toContain(why);
    const [, id = ''] = /^\/api\/v1\/jobs\/(job_\w+)$/.exec(response.headers.get('location') ?? '') ?? [];
    expect(detail).toContain(id);
  });
});
