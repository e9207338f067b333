import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attachedFilesSchema } from '../../../../lib/documents/http/attached-file-json.ts';
import { type Api, problemOf } from '../../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';
import { withFiles } from '../../pdf/annotated.ts';
import { onePage } from '../../pdf/raw-pdf.ts';
import { store } from '../../run-document.ts';
import { pdfService } from '../pdf-service.ts';

const attachedSchema = z.object({ data: attachedFilesSchema });

let database: FreshDatabase;
let service: Api;
let files = '';
beforeAll(async () => {
  database = await freshDatabase();
  service = pdfService(database.url);
  files = `/api/v1/documents/${await store(service.jobs.db, await withFiles())}/attachments`;
});
afterAll(() => database.drop());

describe('files attached to a PDF', () => {
  test('are listed, each with the URL that gives it as a download, whatever it is', async () => {
    const { data } = attachedSchema.parse(await (await service.get(files)).json());
    expect(data).toMatchObject([
      { name: 'données 1.html', size: 25, type: 'text/html', url: `${files}/1` },
      { name: 'none.bin', url: `${files}/2` },
    ]);
    const answer = await service.get(data[0]?.url ?? '');
    expect(await answer.text()).toBe('<script>alert(1)</script>');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="donn_es 1.html"; filename*=UTF-8''donn%C3%A9es%201.html`,
    );
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await service.call('GET', `${files}/1`, { headers })).status).toBe(304);
  });

  test.each(['0', '3', 'x', '99999999'])('of number %s there is none', async (number) => {
    expect((await service.get(`${files}/${number}`)).status).toBe(404);
  });

  test('a document without any has an empty list, one that cannot be opened says why', async () => {
    const plain = await store(service.jobs.db, onePage({ dictionary: '', stream: '' }));
    expect(await (await service.get(`/api/v1/documents/${plain}/attachments`)).json()).toEqual({ data: [] });
    const broken = await store(service.jobs.db, Buffer.from('%PDF-1.7 but not really'));
    expect(await problemOf(await service.get(`/api/v1/documents/${broken}/attachments/1`))).toMatchObject({
      ...{ status: 422, code: 'analysis_failed' },
    });
  });

  test('another owner has none of them', async () => {
    const theirs = await store(service.jobs.db, await withFiles(), { owner: 'bob' });
    expect((await service.get(`/api/v1/documents/${theirs}/attachments/1`)).status).toBe(404);
  });
});
