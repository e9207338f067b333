import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documentResultSchema } from '../../../lib/documents/http/result-kind.ts';
import { resultSchema } from '../../../lib/http/jobs/result-page.ts';
import { type Api, api, faultsOf, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import {
  box,
  ENDED,
  insertDocumentJob,
  insertFindings,
  insertPages,
  insertReport,
  insertSteps,
  paragraph,
  structure,
} from './seed-document.ts';

const MEGABYTE = 1024 * 1024;
const JOB = 'job_book';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  const { db } = service.jobs;
  await insertDocumentJob(db, JOB, {
    ...ENDED,
    status: 'completed_with_errors',
    done: 5,
    failed: 1,
    total: 6,
  });
  await insertReport(db, JOB, { pages: 4, failed: 1 });
  await insertFindings(db, JOB, {
    structure: structure({
      sections: [{ title: 'One', level: 1, page: 1, path: ['One'], start: 0, end: 2 }],
    }),
    summary: { sentences: [{ page: 1, box: box(1), text: 'It rains.', rank: 1, continued: [] }] },
    coverage: {
      ...{ words: 10, covered: 5, share: 0.5, list_words: 3, ignored: [] },
      found: [{ word: 'the', rank: 1, count: 5, page: 1 }],
      uncovered: [{ word: 'quokka', count: 5, page: 1 }],
      learning_set: [{ rank: 1, text: 'It rains.', page: 1, box: box(1), new_words: ['it'], covered: 0.3 }],
    },
  });
  await insertSteps(db, JOB, [
    { key: 'pages-1-4', stage: 'pages' },
    { key: 'page-2', stage: 'pages', status: 'failed', error: { code: 'pdf_page_failed', message: 'Torn.' } },
  ]);
  const lines = [
    { at: 0, page: 1, box: box(700) },
    { at: 9, page: 3, box: box(40) },
    { at: 12, page: 3, box: box(60) },
  ];
  const cell = { text: 'a', box: box(200), colSpan: 2, rowSpan: 1 };
  await insertPages(db, JOB, [
    {
      page: 1,
      body: {
        text: 'It rain-\ns on',
        links: [{ url: 'https://example.org/', box: box(5) }],
        tables: [{ box: box(200), header: true, spanning: true, rows: [[cell]] }],
      },
      paragraphs: [paragraph('It rains on', 1, { lines })],
    },
    { page: 3, figures: { kind: 'scanned', language: null, ocrConfidence: 81.5 } },
    { page: 4 },
  ]);
});
afterAll(() => database.drop());

const answerSchema = resultSchema([documentResultSchema]);
const reportSchema = z.looseObject({ document: z.looseObject({}), missing: z.array(z.string()) });
const pageSchema = z.looseObject({ page: z.int(), text: z.string() });

async function read(path: string) {
  const response = await service.get(path);
  const text = await response.text();
  const body = z.object({
    job: z.looseObject({}),
    data: z.array(z.unknown()),
    errors: z.array(z.unknown()),
    next_cursor: z.string().nullable(),
    disclaimer: z.string().nullable(),
  });
  const { data, ...rest } = body.parse(JSON.parse(text));
  expect(answerSchema.parse(JSON.parse(text))).toEqual(JSON.parse(text));
  return { ...rest, data, size: Buffer.byteLength(text) };
}

describe('the result of a document', () => {
  test('begins with the report: the file, what was found, and what is missing', async () => {
    const { data } = await read(`/api/v1/jobs/${JOB}/result`);
    const report = reportSchema.parse(data[0]);
    expect(report).toMatchObject({
      document: {
        ...{ id: null, name: 'a.pdf', size: 1234, source_url: 'https://example.org/a.pdf', pages: 4 },
        metadata: { Title: 'A book' },
      },
      pages: { total: 4, failed: 1 },
      words: 42,
      notes: ['A note.'],
      summary: [{ text: 'It rains.', page: 1, box: box(1) }],
      coverage: { words: 10, covered: 5, learning_set: [{ new_words: ['it'] }] },
      keywords: null,
      missing: ['keywords', 'entities', 'readability'],
    });
    expect(report['sections']).toEqual([{ title: 'One', level: 1, page: 1, path: ['One'] }]);
    expect(report['coverage']).not.toHaveProperty('uncovered');
  });

  test('goes on with the pages as they were read, in their order', async () => {
    const { data } = await read(`/api/v1/jobs/${JOB}/result`);
    const pages = data.slice(1).map((page) => pageSchema.parse(page));
    expect(pages.map(({ page }) => page)).toEqual([1, 3, 4]);
    expect(pages[0]).toEqual({
      notes: [],
      ...{ page: 1, kind: 'text', language: 'en', language_confidence: 0.5 },
      ...{ width: 595, height: 842, rotation: 0, text: 'It rain-\ns on\na' },
      paragraphs: [
        {
          id: expect.stringMatching(/^p1-[0-9a-f]{8}$/),
          ...{ kind: 'text', level: 0, text: 'It rains on', box: box(100) },
          continued: [{ page: 3, box: { x0: 50, y0: 40, x1: 500, y1: 70 } }],
        },
      ],
      tables: [
        {
          id: expect.stringMatching(/^t1-[0-9a-f]{8}$/),
          ...{ table: 1, box: box(200), header: true, header_rows: 1, spanning: true, place: 0 },
          rows: [[{ text: 'a', box: box(200), col_span: 2, row_span: 1 }]],
        },
      ],
      links: [{ url: 'https://example.org/', box: box(5) }],
      ...{ images: 0, words: 7, ocr_confidence: null },
    });
    expect(pages[1]).toMatchObject({ kind: 'scanned', language: null, ocr_confidence: 81.5 });
  });

  test('names the pages that could not be read among its errors', async () => {
    const { job, errors, disclaimer } = await read(`/api/v1/jobs/${JOB}/result`);
    expect(job).toMatchObject({ status: 'completed_with_errors', kind: 'document' });
    expect(errors).toEqual([{ key: 'page-2', code: 'pdf_page_failed', message: 'Torn.' }]);
    expect(disclaimer).toBe(service.context.kinds.get('document')?.analyzer.disclaimer);
  });

  test('comes in pages of as many items as asked for, the report on the first alone', async () => {
    const first = await read(`/api/jobs/${JOB}/result?limit=2`);
    expect(first.data.slice(1).map((page) => pageSchema.parse(page).page)).toEqual([1, 3]);
    const second = await read(`/api/jobs/${JOB}/result?limit=2&cursor=${first.next_cursor}`);
    expect(second.data.map((page) => pageSchema.parse(page).page)).toEqual([4]);
    expect(second).toMatchObject({ next_cursor: null, errors: [] });
  });

  test('a cursor of another kind of job finds nothing', async () => {
    const cursor = Buffer.from('AAPL').toString('base64url');
    expect(await read(`/api/jobs/${JOB}/result?cursor=${cursor}`)).toMatchObject({
      data: [],
      next_cursor: null,
    });
  });

  test('include=raw is refused with the reason', async () => {
    const response = await service.get(`/api/jobs/${JOB}/result?include=raw`);
    expect(await faultsOf(response)).toEqual(['include not_offered']);
  });
});

describe('a document of more than 10 MB', () => {
  const pages = 130;
  /** Text that packs badly, and differs from page to page. */
  const text = (page: number) =>
    Array.from({ length: 100_000 / 8 }, (_, at) =>
      (((page * 7919 + at) * 2654435761) >>> 0).toString(36),
    ).join(' ');

  test('comes in answers below 4.5 MB that add up to all of its text', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_huge');
    await insertReport(db, 'job_huge', { pages });
    const given = Array.from({ length: pages }, (_, at) => ({ page: at + 1, body: { text: text(at + 1) } }));
    await insertPages(db, 'job_huge', given);
    const found: string[] = [];
    let bytes = 0;
    let answers = 0;
    for (let cursor: string | null = ''; cursor !== null; answers += 1) {
      const path: string = `/api/jobs/job_huge/result${cursor ? `?cursor=${cursor}` : ''}`;
      const { data, size, next_cursor } = await read(path);
      expect(size).toBeLessThan(4.5 * MEGABYTE);
      found.push(...data.slice(answers === 0 ? 1 : 0).map((page) => pageSchema.parse(page).text));
      bytes += size;
      cursor = next_cursor;
    }
    expect(bytes).toBeGreaterThan(10 * MEGABYTE);
    expect(answers).toBeGreaterThan(3);
    expect(found).toEqual(given.map(({ body }) => body.text));
  });

  test('that packs to almost nothing still comes in answers below 4.5 MB', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_flat');
    await insertReport(db, 'job_flat', { pages: 40 });
    const text = 'a'.repeat(500_000);
    await insertPages(
      db,
      'job_flat',
      Array.from({ length: 40 }, (_, at) => ({ page: at + 1, body: { text } })),
    );
    const sizes: number[] = [];
    let items = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/api/jobs/job_flat/result${cursor ? `?cursor=${cursor}` : ''}`;
      const { data, size, next_cursor } = await read(path);
      sizes.push(size);
      items += data.length;
      cursor = next_cursor;
    }
    expect(Math.max(...sizes)).toBeLessThan(4.5 * MEGABYTE);
    expect(items).toBe(41);
  });
});

describe('a job that ended without a report', () => {
  test('is told as far as it is known, with the pages that were read', async () => {
    const { db } = service.jobs;
    await insertDocumentJob(db, 'job_cut', { ...ENDED, status: 'cancelled' });
    await insertReport(db, 'job_cut', { pages: 9, unfinished: true });
    await insertPages(db, 'job_cut', [{ page: 1, body: { text: 'read' }, paragraphs: null }]);
    const { data } = await read('/api/jobs/job_cut/result');
    expect(data).toMatchObject([
      { document: { pages: 9 }, pages: null, words: null, missing: expect.arrayContaining(['structure']) },
      { page: 1, text: 'read', paragraphs: null },
    ]);
  });

  test('has an empty list where nothing is known', async () => {
    const failed = { status: 'failed', errorCode: 'pdf_encrypted', errorMessage: 'It needs a password.' };
    await insertDocumentJob(service.jobs.db, 'job_locked', { ...ENDED, ...failed });
    expect(await read('/api/jobs/job_locked/result')).toMatchObject({ data: [], next_cursor: null });
    for (const format of ['text', 'markdown', 'jsonl', 'csv']) {
      const response = await service.get(`/api/jobs/job_locked/result?format=${format}`);
      expect(response.status).toBe(404);
      const { code, detail } = await problemOf(response);
      expect([code, detail]).toEqual(['no_report', expect.stringContaining('It needs a password.')]);
    }
  });

  test('is 409 in every format while it runs', async () => {
    await insertDocumentJob(service.jobs.db, 'job_going', {});
    for (const format of ['json', 'text', 'csv']) {
      const response = await service.get(`/api/jobs/job_going/result?format=${format}`);
      expect(await problemOf(response)).toMatchObject({ status: 409, code: 'not_finished' });
    }
  });
});
