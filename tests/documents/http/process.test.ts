import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documentBytes } from '../../../lib/documents/files/store.ts';
import { documentOf } from '../../../lib/documents/records/queries.ts';
import { jobs } from '../../../lib/jobs/db-schema.ts';
import { type Api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { accepted, form, PDF, pdfFile, pdfService } from './pdf-service.ts';

const PATH = '/api/v1/process-pdf-async';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = pdfService(database.url);
});
afterAll(() => database.drop());

const send = (fields: Record<string, string | Blob>, headers: Record<string, string> = {}) =>
  service.call('POST', PATH, { body: form(fields), headers });

const sendRaw = (body: string, query = '', type = 'application/pdf') =>
  service.call('POST', `${PATH}${query}`, { body, headers: { 'content-type': type } });

async function inputOf(id: string) {
  const { db } = service.jobs;
  const [row] = await db
    .select({ input: jobs.input, callback: jobs.callbackUrl })
    .from(jobs)
    .where(eq(jobs.id, id));
  return { ...z.looseObject({}).parse(row?.input), callback: row?.callback };
}

describe('a PDF in a form', () => {
  test('is stored, and its analysis accepted', async () => {
    const response = await send({ pdf_file: pdfFile() });
    const { job_id, document_id, status, links } = await accepted(response);
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${job_id}`);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(status).toBe('queued');
    expect(links).toMatchObject({
      pages: `/api/v1/jobs/${job_id}/pages`,
      text: `/api/v1/jobs/${job_id}/result?format=text`,
    });
    const bytes = await documentBytes(service.jobs.db, document_id ?? '');
    expect(Buffer.from(bytes ?? []).toString()).toBe(PDF);
    expect(await documentOf(service.jobs.db, job_id)).toMatchObject({
      documentId: document_id,
      name: 'my book.pdf',
      size: PDF.length,
    });
  });

  test('may say how it is to be read', async () => {
    const list = new File(['the\nof\n'], 'list.txt');
    const { job_id } = await accepted(
      await send({
        ...{ pdf_file: pdfFile(), ocr: 'true', ocr_languages: 'eng', name: 'Another name' },
        ...{ frequency_list: list, callback_url: 'https://example.org/hook', source_url: '' },
      }),
    );
    expect(await inputOf(job_id)).toMatchObject({
      ...{ ocr: true, ocr_languages: ['eng'], frequency_list: true, name: 'Another name' },
      callback: 'https://example.org/hook',
    });
  });

  test('may have any name', async () => {
    const long = await send({ pdf_file: pdfFile(PDF, `${'n'.repeat(300)}.pdf`) });
    const { job_id } = await accepted(long);
    expect((await documentOf(service.jobs.db, job_id))?.name).toBe('n'.repeat(255));
    const withNul = await send({ pdf_file: pdfFile(), name: 'a\u0000b' });
    expect(await faultsOf(withNul)).toEqual(['name unstorable_text']);
    await accepted(await send({ pdf_file: pdfFile(PDF, 'x\uD800.pdf') }));
  });

  test('sent twice under one Idempotency-Key is one job, another file under it is refused', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const first = await accepted(await send({ pdf_file: pdfFile() }, headers));
    const again = await send({ pdf_file: pdfFile() }, headers);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await accepted(again)).toEqual(first);
    const other = await problemOf(await send({ pdf_file: pdfFile(`${PDF}other`) }, headers));
    expect(other).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  });

  test('is refused with every fault at once, and nothing is stored', async () => {
    const response = await send({
      ...{ pdf_file: pdfFile('GIF89a, a file that nobody has sent before now.'), ocr: 'perhaps', more: 'x' },
      ...{ callback_url: 'http://example.org/', source_url: 'https://example.org/a.pdf' },
    });
    expect((await faultsOf(response)).sort()).toEqual([
      'callback_url not_https',
      'more unknown_field',
      'ocr not_one_of',
      'pdf_file not_a_pdf',
      'pdf_file several_sources',
    ]);
    const { rows } = await service.jobs.db.execute(sql`select 1 from documents where size = 47`);
    expect(rows).toEqual([]);
  });

  test.each([
    ['no file', {}, 'pdf_file missing'],
    ['a file field left alone', { pdf_file: new File([], '') }, 'pdf_file missing'],
    ['an empty file', { pdf_file: pdfFile('') }, 'pdf_file empty'],
    ['a text in place of a file', { pdf_file: 'x.pdf' }, 'pdf_file not_a_file'],
    ['a file that is no PDF', { pdf_file: pdfFile('PK\u0003\u0004') }, 'pdf_file not_a_pdf'],
    ['a header behind its place', { pdf_file: pdfFile(`${' '.repeat(1_024)}${PDF}`) }, 'pdf_file not_a_pdf'],
    [
      'two sources',
      { source_url: 'https://a.example/b.pdf', document_id: 'doc_1' },
      'source_url several_sources',
    ],
    ['a document that there is not', { document_id: 'doc_none' }, 'document_id unknown_document'],
    [
      'a language that there is not',
      { pdf_file: pdfFile(), ocr_languages: 'eng,tlh' },
      'ocr_languages.1 not_one_of',
    ],
    [
      'more languages than three',
      { pdf_file: pdfFile(), ocr_languages: 'eng,deu,fra,spa' },
      'ocr_languages too_many',
    ],
  ])('with %s is 422', async (_, fields, fault) => {
    const response = await send(fields);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toContain(fault);
  });

  test('a header behind other bytes is one', async () => {
    await accepted(await send({ pdf_file: pdfFile(`${' '.repeat(900)}${PDF}`) }));
  });

  test('that is torn is 400 malformed_form', async () => {
    const response = await sendRaw('--a\r\nnonsense', '', 'multipart/form-data; boundary=a');
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'malformed_form' });
  });

  test('above 4.5 MB is 413, which says how larger files come', async () => {
    const response = await send({ pdf_file: pdfFile(PDF + 'x'.repeat(4_800_000)) });
    const { status, code, detail } = await problemOf(response);
    expect([status, code]).toEqual([413, 'body_too_large']);
    expect(detail).toMatch(/POST \/api\/documents.*source_url/);
  });
});

describe('a PDF as the body', () => {
  test('is the same request, its options in the query', async () => {
    const query = '?ocr=true&name=raw.pdf&callback_url=https%3A%2F%2Fexample.org%2Fhook';
    const { job_id, document_id } = await accepted(await sendRaw(PDF, query));
    expect(document_id).toMatch(/^doc_/);
    expect(await inputOf(job_id)).toMatchObject({
      ...{ ocr: true, name: 'raw.pdf', document_id },
      callback: 'https://example.org/hook',
    });
    expect(await faultsOf(await sendRaw(PDF, '?ocr_language=deu'))).toEqual([
      'ocr_language unknown_parameter',
    ]);
  });

  test('that is empty or none is 422', async () => {
    expect(await faultsOf(await sendRaw(''))).toEqual(['pdf_file empty']);
    expect(await faultsOf(await sendRaw('GIF89a', '?ocr=1'))).toEqual([
      'ocr not_one_of',
      'pdf_file not_a_pdf',
    ]);
  });

  test('of another type is 415', async () => {
    const problem = await problemOf(await sendRaw('a=b', '', 'application/x-www-form-urlencoded'));
    expect(problem).toMatchObject({ status: 415, detail: expect.stringContaining('multipart/form-data') });
  });
});

describe('a PDF that is named in JSON', () => {
  test('is fetched from its URL, or is a stored one', async () => {
    const source_url = 'https://example.org/a.pdf';
    const fetched = await accepted(await service.post(PATH, { source_url }));
    expect(fetched.document_id).toBeNull();
    expect(await inputOf(fetched.job_id)).toMatchObject({ source_url, document_id: null });
    const { document_id } = await accepted(await send({ pdf_file: pdfFile() }));
    const again = await accepted(await service.post(PATH, { document_id, ocr: true }));
    expect(again.document_id).toBe(document_id);
  });

  test('may have every page recognized, or those that need it', async () => {
    const { document_id, job_id } = await accepted(await send({ pdf_file: pdfFile(), ocr: 'force' }));
    expect(await inputOf(job_id)).toMatchObject({ ocr: 'force' });
    const auto = await accepted(await service.post(PATH, { document_id, ocr: 'auto' }));
    expect(await inputOf(auto.job_id)).toMatchObject({ ocr: true });
    const raw = await accepted(await sendRaw(PDF, '?ocr=force'));
    expect(await inputOf(raw.job_id)).toMatchObject({ ocr: 'force' });
  });

  test('is refused with every fault at once', async () => {
    const body = { source_url: 'http://example.org/a.pdf', ocr: 'no' };
    expect(await faultsOf(await service.post(PATH, body))).toEqual([
      expect.stringMatching(/^source_url /),
      'ocr not_one_of',
    ]);
    expect(await faultsOf(await service.post(PATH, { source_url: body.source_url }))).toEqual([
      expect.stringMatching(/^source_url /),
    ]);
    expect(await faultsOf(await service.post(PATH, {}))).toEqual(['pdf_file missing']);
    expect(await problemOf(await sendRaw('[1]', '', 'application/json'))).toMatchObject({ status: 422 });
    expect(await problemOf(await sendRaw('{', '', 'application/json'))).toMatchObject({
      status: 400,
      code: 'malformed_json',
    });
  });

  test('may be asked for at POST /jobs as well', async () => {
    const { document_id } = await accepted(await send({ pdf_file: pdfFile() }));
    const created = await service.post('/api/jobs', { kind: 'document', input: { document_id, ocr: true } });
    expect(created.status).toBe(202);
    expect(await json(created)).toMatchObject({ kind: 'document', status: 'queued' });
    const named = { kind: 'document', input: { document_id, name: 'a\u0000b' } };
    expect(await faultsOf(await service.post('/api/jobs', named))).toEqual(['input.name unstorable_text']);
    const refused = await service.post('/api/jobs', { kind: 'document', input: { ocr: 1 } });
    expect(await faultsOf(refused)).toContain('input.ocr not_one_of');
  });
});
