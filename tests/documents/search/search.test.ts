import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../../lib/db/client.ts';
import { documentReports } from '../../../lib/documents/db-schema.ts';
import { askedWords } from '../../../lib/documents/search/asked-words.ts';
import { FIRST_PLACE, type HitPlace, placeOf, placeText } from '../../../lib/documents/search/hit-place.ts';
import { indexDocuments } from '../../../lib/documents/search/index-documents.ts';
import { searchPages } from '../../../lib/documents/search/search.ts';
import { jobs } from '../../../lib/jobs/db-schema.ts';
import { type Api, api, faultsOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { box, insertDocumentJob, insertPages, insertReport, paragraph } from '../http/seed-document.ts';

const foundSchema = z.object({
  data: z.array(
    z.object({
      ...{ job_id: z.string(), name: z.string(), page: z.int(), label: z.string().optional() },
      ...{ paragraph: z.string(), box: z.object({ y0: z.number() }), snippet: z.string(), link: z.string() },
      marks: z.array(z.object({ start: z.int(), end: z.int() })),
    }),
  ),
  documents: z.array(z.object({ job_id: z.string() })).nullable(),
  complete: z.boolean(),
  next_cursor: z.string().nullable(),
});

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  const { db } = service.jobs;
  await heat(db, 'job_old', '1');
  await heat(db, 'job_heat', '1');
  await heat(db, 'job_bob', '2');
  await db.update(documentReports).set({ owner: 'bob' }).where(eq(documentReports.jobId, 'job_bob'));
  await db.update(jobs).set({ owner: 'bob' }).where(eq(jobs.id, 'job_bob'));
  await indexDocuments(db, () => {});
});
afterAll(() => database.drop());

const cell = (text: string) => ({ text, box: box(400), colSpan: 1, rowSpan: 1 });

/** A document in three languages; `sha` tells files apart. */
async function heat(db: Database, id: string, sha: string): Promise<void> {
  await insertDocumentJob(db, id);
  await insertReport(db, id, { pages: 4, labels: ['i', 'ii', '1', '2'] });
  await db
    .update(documentReports)
    .set({ sha256: sha.repeat(64), name: 'On heat and steam.pdf' })
    .where(eq(documentReports.jobId, id));
  const long = `${'Nothing is said here. '.repeat(40)}Warm bodies were moving.`;
  const lines = [
    { at: 0, page: 1, box: box(300) },
    { at: 880, page: 1, box: box(330) },
  ];
  const rows = [
    [cell('Substance'), cell('Boils at')],
    [cell('Mercury'), cell('357 °C')],
  ];
  await insertPages(db, id, [
    { page: 1, paragraphs: [paragraph('Moving about is not warm.', 1), paragraph(long, 1, { lines })] },
    { page: 2, figures: { language: 'de' }, paragraphs: [paragraph('Die Wärme der Häuser.', 2)] },
    { page: 3, figures: { language: 'ja' }, paragraphs: [paragraph('水蒸気は熱い。', 3)] },
    { page: 4, body: { tables: [{ box: box(400), header: true, spanning: false, rows }] } },
  ]);
}

async function found(q: string, more = '') {
  const response = await service.get(`/api/v1/documents/search?q=${encodeURIComponent(q)}${more}`);
  expect(response.status).toBe(200);
  return foundSchema.parse(await response.json());
}

async function marked(q: string): Promise<string[]> {
  const { data } = await found(q);
  return data.flatMap(({ snippet, marks }) => marks.map(({ start, end }) => snippet.slice(start, end)));
}

describe('a search through all documents', () => {
  test('finds words in any form by the language of the page, each with its place', async () => {
    const { data } = await found('"warm bodies" move');
    expect(data).toMatchObject([{ job_id: 'job_heat', page: 1, label: 'i', box: { y0: 330 } }]);
    expect(data[0]?.link).toBe(`/documents/job_heat?page=1&at=${data[0]?.paragraph}&box=50,330,500,340`);
    expect(await marked('warm body')).toEqual(['Warm', 'bodies']);
    expect(await marked('Haus')).toEqual(['Häuser']);
  });

  test('finds what is written without spaces, and cells of tables', async () => {
    expect(await marked('蒸気')).toEqual(['蒸気']);
    expect(await marked('水')).toEqual(['水蒸']);
    expect(await marked('気水')).toEqual([]);
    expect(await found('mercury 357')).toMatchObject({ data: [{ page: 4, box: { y0: 400 } }] });
  });

  test('knows only the newest analysis of a file, and only those of its owner', async () => {
    const { data } = await found('bodies');
    expect(data.map(({ job_id }) => job_id)).toEqual(['job_heat']);
    const { documents } = await found('steem');
    expect(documents?.map(({ job_id }) => job_id)).toEqual(['job_heat']);
  });

  test('goes on page by page, every hit once', async () => {
    const all = await found('warm or Wärme or 熱い or boils');
    expect(all).toMatchObject({ complete: true, next_cursor: null });
    const pages: number[] = [];
    for (let cursor = ''; ; ) {
      const { data, next_cursor: next } = await found('warm or Wärme or 熱い or boils', `&limit=1${cursor}`);
      pages.push(...data.map(({ page }) => page));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(pages).toEqual(all.data.map(({ page }) => page));
    expect(pages.toSorted()).toEqual([1, 2, 3, 4]);
  });

  test('ranks a window of pages at a time and leads through all, every hit once', async () => {
    const { db } = service.jobs;
    for (const [q, pages] of [
      ['warm or Wärme or 熱い or boils', [1, 2, 3, 4]],
      ['"warm bodies"', [1]],
      ['-"warm bodies" or boils', [2, 3, 4]],
    ] as const) {
      for (const [limit, most] of [
        [1, 1],
        [1, 2],
        [5, 3],
      ] as const) {
        const seen: number[] = [];
        let place: HitPlace | null = FIRST_PLACE;
        for (let turn = 0; place !== null && turn < 12; turn++) {
          const { hits, next, complete } = await searchPages(db, 'ann', askedWords(q), {
            ...placeOf(placeText(place)),
            ...{ limit, most },
          });
          if (next === null) expect(complete).toBe(true);
          seen.push(...hits.map(({ page }) => page.page));
          place = next;
        }
        expect(seen.toSorted(), `${q}, ${limit} of ${most}`).toEqual(pages);
      }
    }
  });

  test('leads through the newest documents first, whether most pages have a word or few', async () => {
    const { db } = service.jobs;
    for (const [at, id] of ['job_early', 'job_late'].entries()) {
      await insertDocumentJob(db, id);
      await insertReport(db, id, { pages: 8 });
      const createdAt = new Date(Date.UTC(2026, 0, 1 + at));
      await db
        .update(documentReports)
        .set({ owner: 'cara', sha256: String(7 + at).repeat(64), createdAt })
        .where(eq(documentReports.jobId, id));
      const text = (page: number) => `${page % 4 === 0 ? 'None' : 'Tides'}${page === 6 ? ' ebb' : ''} here.`;
      const pages = Array.from({ length: 8 }, (_, n) => n + 1);
      await insertPages(
        db,
        id,
        pages.map((page) => ({ page, paragraphs: [paragraph(text(page), page)] })),
      );
    }
    await indexDocuments(db, () => {});
    const both = (pages: number[]) =>
      ['job_late', 'job_early'].flatMap((job) => pages.map((page) => `${job} ${page}`));
    for (const [q, pages] of [
      ['tides', [1, 2, 3, 5, 6, 7]],
      ['none', [4, 8]],
      ['ebb', [6]],
    ] as const) {
      for (const most of [1, 2, 3, 5, 20]) {
        const seen: string[] = [];
        let place: HitPlace | null = FIRST_PLACE;
        for (let turn = 0; place !== null && turn < 20; turn++) {
          const { hits, next } = await searchPages(db, 'cara', askedWords(q), {
            ...place,
            limit: most,
            most,
          });
          const window = hits.map(({ page }) => `${page.job_id} ${page.page}`);
          expect(window.length, `${q}, ${most}`).toBeLessThanOrEqual(most);
          seen.push(...window.toSorted((a, b) => both([...pages]).indexOf(a) - both([...pages]).indexOf(b)));
          place = next;
        }
        expect(seen, `${q}, ${most} at a time`).toEqual(both([...pages]));
      }
    }
  });

  test('says which search has no word to find', async () => {
    const response = await service.get('/api/v1/documents/search?q=-warm');
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual(['q no_words']);
  });

  test('does without names where the database lacks trigrams, and says so', async () => {
    await service.jobs.db.execute(sql`drop extension pg_trgm`);
    expect(await found('bodies')).toMatchObject({ data: [{ page: 1 }], documents: null });
  });

  test('forgets a document with its job', async () => {
    await service.jobs.db.delete(jobs).where(eq(jobs.id, 'job_heat'));
    const { data } = await found('bodies');
    expect(data.map(({ job_id }) => job_id)).toEqual(['job_old']);
  });
});
