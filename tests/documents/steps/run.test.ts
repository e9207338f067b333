import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, findingsOf, pageFigures, storedPages } from '../../../lib/documents/records/queries.ts';
import { progressOf } from '../../../lib/jobs/progress.ts';
import { getJob } from '../../../lib/jobs/read.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { damagedPage, damagedPages, scanned, written } from '../files.ts';
import { encrypted, truncated } from '../pdf/hostile.ts';
import { ask, documentAnalyzer, finished, outcomeOf, run, store } from '../run-document.ts';

const CHAPTERS = [
  [
    '# On tides',
    'The harbour counts the tides of March.',
    'The keeper of the harbour writes to ann@example.org.',
  ],
  [
    'The tides of March were high, and the harbour paid EUR 120.50 on 3 March 2024.',
    'Nobody in the harbour slept.',
  ],
  ['# On ropes', 'A rope of the harbour is as long as the tides are high.', 'The tides end here.'],
];

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

const figures = (id: string) => pageFigures(context.db, id, { after: 0, limit: 1_000 });
const pagesOf = (id: string) => storedPages(context.db, id, { after: 0, limit: 100, maxBytes: 1e7 });

describe('a document', () => {
  test('is read in ranges, put together and reported', async () => {
    const id = await finished(context, await written(CHAPTERS));
    expect(await outcomeOf(context, id)).toMatchObject({
      status: 'completed',
      keys: [
        ...['open', 'pages-1-3', 'text-1-3', 'keywords', 'summary', 'entities', 'readability', 'report'],
      ],
    });
    const document = await documentOf(context.db, id);
    expect(document).toMatchObject({ name: 'a.pdf', info: { pages: 3, encrypted: false, outline: [] } });
    expect(document?.report).toEqual({
      report_version: 1,
      pages: { total: 3, text: 3, scanned: 0, mixed: 0, empty: 0, unreadable: 0, failed: 0, recognized: 0 },
      words: (await figures(id)).reduce((sum, { words }) => sum + words, 0),
      notes: [],
      analyses: ['structure', 'keywords', 'summary', 'entities', 'readability'],
    });
    const pages = await pagesOf(id);
    expect(pages.map(({ language }) => language)).toEqual(['en', 'en', 'en']);
    expect(
      pages.flatMap(({ paragraphs }) => paragraphs ?? []).map(({ page, kind, text }) => [page, kind, text]),
    ).toEqual(
      expect.arrayContaining([
        [1, 'heading', 'On tides'],
        [1, 'text', 'The harbour counts the tides of March.'],
        [3, 'heading', 'On ropes'],
      ]),
    );
  });

  test('is analyzed as a whole', async () => {
    const frequency_list = 'the\nharbour\ntides\n1234\n';
    const id = await finished(context, await written(CHAPTERS), { input: { frequency_list } });
    const found = await findingsOf(context.db, id);
    expect(found.structure).toMatchObject({
      sections: [
        { title: 'On tides', page: 1, start: 0 },
        { title: 'On ropes', page: 3 },
      ],
      languages: { main: 'en', languages: [{ language: 'en', pages: 3, share: 1 }] },
    });
    expect(found.keywords?.keywords.map(({ phrase }) => phrase)).toContain('harbour');
    expect(found.entities?.entities.map(({ kind, value, pages }) => [kind, value, pages])).toEqual([
      ['date', '2024-03-03', [2]],
      ['amount', 'EUR 120.5', [2]],
      ['email', 'ann@example.org', [1]],
    ]);
    expect(found.readability?.flesch).not.toBeNull();
    expect(found.summary?.sentences.length).toBeGreaterThan(0);
    expect(found.coverage).toMatchObject({ list_words: 3, ignored: ['1234'] });
    expect(found.coverage?.found.map(({ word }) => word)).toEqual(['the', 'harbour', 'tides']);
    expect(found.coverage?.share).toBeGreaterThan(0.3);
    expect((await documentOf(context.db, id))?.report?.analyses).toContain('coverage');
  });

  test('of many pages is cut into ranges of four to fifty, and every page is read once', async () => {
    const id = await finished(
      context,
      await written(Array.from({ length: 9 }, (_, at) => [`This is page ${at + 1}.`])),
    );
    const { keys, status } = await outcomeOf(context, id);
    expect(keys.filter((key) => key.startsWith('pages-'))).toEqual(['pages-1-4', 'pages-5-8', 'pages-9-9']);
    expect([status, (await figures(id)).map(({ page }) => page)]).toEqual([
      'completed',
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
  });

  test('without the list of words that another job had says nothing of coverage', async () => {
    const id = await finished(context, await written(CHAPTERS));
    expect((await findingsOf(context.db, id)).coverage).toBeUndefined();
  });
});

describe('what cannot be read is said', () => {
  test.each([
    ['encrypted', encrypted(), 'pdf_encrypted'],
    ['damaged', truncated(), 'pdf_damaged'],
    ['no document', Buffer.from('GIF89a, a picture.'), 'not_a_pdf'],
  ])('a file that is %s fails its job at once, with its reason', async (_, bytes, code) => {
    const id = await finished(context, bytes);
    expect(await outcomeOf(context, id)).toMatchObject({ status: 'failed', error: { code }, keys: ['open'] });
  });

  test('a file that is no longer kept is asked for again', async () => {
    const document_id = await store(context.db, await written([['It goes away.']]));
    const id = await ask(context, documentAnalyzer(context.db), { document_id });
    await context.db.execute(sql`delete from documents where id = ${document_id}`);
    await run(context, id);
    const { error } = await outcomeOf(context, id);
    expect(error?.code).toBe('document_not_kept');
    expect(error?.message).toContain('send the file again');
  });

  test('a page that fails is named with its reason, and all others are there', async () => {
    const id = await finished(context, damagedPage());
    expect(await outcomeOf(context, id)).toMatchObject({
      status: 'completed_with_errors',
      failed: ['page-2: pdf_page_failed'],
    });
    expect((await figures(id)).map(({ page }) => page)).toEqual([1, 3]);
    const report = (await documentOf(context.db, id))?.report;
    expect(report?.pages).toMatchObject({ total: 3, text: 2, failed: 1 });
    expect(report?.notes).toEqual([
      '1 page could not be read and is missing from everything here: 2. The steps that failed say why.',
    ]);
  });

  test('scanned pages without recognition are said to be pictures', async () => {
    const id = await finished(context, await scanned(12));
    const report = (await documentOf(context.db, id))?.report;
    expect(report?.pages).toMatchObject({ scanned: 12, recognized: 0 });
    expect(report?.notes[0]).toBe(
      '12 of 12 pages are scanned: they are pictures without text. Ask again with ocr: auto to have them read.',
    );
    expect(report?.notes[1]).toContain('There is no text to analyze');
    expect((await findingsOf(context.db, id)).readability).toMatchObject({ words: 0, lix: null });
  });
});

describe('a range that takes too long', () => {
  test('hands the rest on as a further step, and no page is lost', async () => {
    let now = 0;
    const clock = { now: () => (now += 30_000) };
    const analyzer = documentAnalyzer(context.db, { clock });
    const pages = Array.from({ length: 100 }, (_, at) => [`This is page ${at + 1}.`]);
    const id = await finished(context, await written(pages), { analyzer });
    const { keys, status } = await outcomeOf(context, id);
    const ranges = keys.filter((key) => key.startsWith('pages-'));
    expect(ranges.length).toBeGreaterThan(12);
    expect(ranges).toContain('pages-1-9');
    expect(ranges.some((key) => key.startsWith('pages-5-9'))).toBe(true);
    expect([status, (await figures(id)).map(({ page }) => page)]).toEqual([
      'completed',
      Array.from({ length: 100 }, (_, at) => at + 1),
    ]);
  });
});

test('progress never goes back, however many pages fail and ranges hand over', async () => {
  let now = 0;
  const analyzer = documentAnalyzer(context.db, { clock: { now: () => (now += 9_000) } });
  const damaged = [50, 52, 54, 89, 93, 94, 95, 96];
  const document_id = await store(context.db, damagedPages(96, damaged));
  const id = await ask(context, analyzer, { document_id });
  const percents: number[] = [];
  for (let ran = ['first']; ran.length > 0; ) {
    ran = await run(context, id, { analyzer, turns: 1 });
    percents.push(progressOf(await getJob(context, 'ann', id), 0).percent);
  }
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  expect(percents.at(-1)).toBe(100);
  const named = damaged.map((page) => `page-${page}: pdf_page_failed`);
  expect((await outcomeOf(context, id)).failed.toSorted()).toEqual(named.toSorted());
  expect((await figures(id)).length).toBe(96 - damaged.length);
});
