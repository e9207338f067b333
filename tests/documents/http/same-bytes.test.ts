import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentReports } from '../../../lib/documents/db-schema.ts';
import { jobs } from '../../../lib/jobs/db-schema.ts';
import { type Api, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { accepted, form, PDF, pdfFile, pdfService } from './pdf-service.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = pdfService(database.url);
});
afterAll(() => database.drop());

const send = (fields: Record<string, string | Blob>, headers: Record<string, string> = {}) =>
  service.call('POST', '/api/v1/process-pdf-async', { body: form(fields), headers });

/** What `POST /jobs` answers where the file was read by the job `first`. */
async function expectOfJobs(first: string, document_id: string | null): Promise<void> {
  const asked = async (query = '', more: object = {}) => {
    const response = await service.post(`/api/v1/jobs${query}`, {
      ...{ kind: 'document', input: { document_id, name: 'of the page' } },
      ...more,
    });
    const body = await json(response);
    return [response.status, response.headers.get('deduplicated'), body['id'] === first, body['existing']];
  };
  expect(await asked()).toEqual([200, 'true', true, undefined]);
  expect(await asked('', { singleton: true, name: 'a name' })).toEqual([200, 'true', true, undefined]);
  expect(await asked('?dry_run=true')).toEqual([200, null, false, { id: first, reason: 'same_result' }]);
  for (const [query, more] of [
    ['?again=true', {}],
    ['', { tags: ['own'] }],
    ['', { input: { document_id, ocr: true } }],
  ] as const)
    expect(await asked(query, more)).toEqual([202, null, false, undefined]);
}

describe('the same bytes twice', () => {
  const bytes = `${PDF}% sent twice\n`;
  const twice = (more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    send({ pdf_file: pdfFile(bytes, 'other name.pdf'), ...more }, headers).then(accepted);

  test('with the same options are answered with the job that has read them, and it says so', async () => {
    const { db } = service.jobs;
    const { job_id: first } = await twice();
    expect(await twice()).not.toHaveProperty('deduplicated');
    await db
      .update(jobs)
      .set({ status: 'completed', completedAt: new Date(), stageLeft: 0 })
      .where(eq(jobs.id, first));
    await db.update(documentReports).set({ report: {} }).where(eq(documentReports.jobId, first));
    const known = await twice();
    expect(known).toMatchObject({ job_id: first, deduplicated: true, status: 'completed' });
    await expectOfJobs(first, known.document_id);
    const others = [
      await twice({ ocr: 'true' }),
      await twice({ again: 'true' }),
      await twice({ frequency_list: 'the' }),
    ];
    const keyed = await twice({}, { 'idempotency-key': 'own' });
    for (const other of [...others, keyed]) {
      expect(other.job_id).not.toBe(first);
      expect(other).not.toHaveProperty('deduplicated');
    }
  });
});
