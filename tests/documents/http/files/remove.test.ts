import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelJob } from '../../../../lib/engine/cancel.ts';
import { type Api, api, problemOf } from '../../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';
import { jobsContext } from '../../../support/jobs.ts';
import { fileOf } from '../../files/given-bytes.ts';
import { isThere, readingJob } from '../../files/given-documents.ts';
import { begin, documentOf, upload } from './uploading.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const remove = (id: string) => service.call('DELETE', `/api/v1/documents/${id}`);

describe('deleting a document', () => {
  test('takes it away, finished or not, and a second time finds none', async () => {
    for (const id of [await begin(service, 5), await upload(service, new Uint8Array(fileOf(1)))]) {
      expect((await remove(id)).status).toBe(204);
      expect((await remove(id)).status).toBe(404);
      expect((await service.get(`/api/documents/${id}`)).status).toBe(404);
    }
  });

  test('is refused while an unfinished job reads it, with the job’s name, and possible once it has ended', async () => {
    const id = await upload(service, new Uint8Array(fileOf(1)));
    const context = jobsContext(database.url);
    const job = await readingJob(context, id);
    const refused = await remove(id);
    const { code, detail } = await problemOf(refused);
    expect([refused.status, code]).toEqual([409, 'document_in_use']);
    expect(detail).toContain(job);
    expect(await isThere(context.db, id)).toBe(true);
    await cancelJob(context, 'ann', job);
    expect((await remove(id)).status).toBe(204);
  });

  test('that stands for another one leaves the other', async () => {
    const bytes = new Uint8Array(fileOf(1));
    const [first, second] = [await upload(service, bytes), await upload(service, bytes)];
    expect((await remove(second)).status).toBe(204);
    expect(await documentOf(await service.get(`/api/documents/${first}`))).toMatchObject({
      status: 'complete',
    });
  });
});
