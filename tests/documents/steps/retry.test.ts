import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '../../../lib/db/client.ts';
import { pageRecord } from '../../../lib/documents/records/page-record.ts';
import { documentOf, findingsOf, pageFigures } from '../../../lib/documents/records/queries.ts';
import {
  packFindings,
  writeFindings,
  writeOpened,
  writePages,
  writeReport,
  writeTexts,
} from '../../../lib/documents/records/write.ts';
import type { DocumentInfo, KeptReport } from '../../../lib/documents/report.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { damagedPage, mendedPage, written } from '../files.ts';
import { pageOf } from '../pages.ts';
import { documentAnalyzer, finished, outcomeOf, retry, run } from '../run-document.ts';

const NINE = Array.from({ length: 9 }, (_, at) => [`The harbour counts the tides on page ${at + 1}.`]);

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

const pagesOf = async (id: string) =>
  (await pageFigures(context.db, id, { after: 0, limit: 1_000 })).map(({ page }) => page);
const reportOf = async (id: string) => (await documentOf(context.db, id))?.report;
/** The document's only part gets other bytes of the same length. */
const replaceBytes = (id: string, bytes: Uint8Array) =>
  context.db.execute(sql`update document_parts set data = ${Buffer.from(bytes).toString('base64')}
    where document_id = (select document_id from document_reports where job_id = ${id})`);

async function rowsOf(id: string): Promise<unknown[]> {
  const tables = await transact(context.db, [
    sql`select * from document_reports where job_id = ${id}`,
    sql`select * from document_pages where job_id = ${id} order by page`,
    sql`select * from document_findings where job_id = ${id} order by name`,
  ]);
  return tables;
}

describe('a retry', () => {
  test('in which a page succeeds brings fresh text, analyses and report', async () => {
    const id = await finished(context, damagedPage());
    expect((await reportOf(id))?.pages).toMatchObject({ text: 2, failed: 1 });
    await replaceBytes(id, mendedPage());
    await retry(context, id);
    const ran = await run(context, id);
    expect(ran).toEqual([
      ...['page-2', 'text-1-3~2', 'keywords~2', 'summary~2', 'entities~2', 'readability~2', 'report~2'],
    ]);
    expect((await outcomeOf(context, id)).status).toBe('completed');
    expect(await reportOf(id)).toMatchObject({ pages: { text: 3, failed: 0 }, notes: [] });
    expect((await findingsOf(context.db, id)).readability?.sentences).toBe(3);
  });

  test('of several steps refreshes once', async () => {
    const id = await finished(context, await written(NINE), { failing: ['pages-1-4', 'pages-5-8'] });
    expect((await reportOf(id))?.notes[0]).toContain('8 pages could not be read');
    await retry(context, id);
    const ran = await run(context, id);
    expect(ran.filter((key) => !key.startsWith('pages-'))).toEqual([
      ...['text-1-9~2', 'keywords~2', 'summary~2', 'entities~2', 'readability~2', 'report~2'],
    ]);
    expect((await reportOf(id))?.pages).toMatchObject({ text: 9, failed: 0 });
  });

  test('in which nothing succeeds leaves the report as it is', async () => {
    const id = await finished(context, damagedPage('another'));
    await retry(context, id);
    expect(await run(context, id)).toEqual(['page-2']);
    expect((await outcomeOf(context, id)).status).toBe('completed_with_errors');
  });

  test('of the text alone brings fresh analyses', async () => {
    const id = await finished(context, await written(NINE), { failing: ['text-1-9'] });
    expect((await reportOf(id))?.notes[0]).toContain('9 pages are missing from the analyses');
    await retry(context, id);
    const ran = await run(context, id);
    expect(ran.slice(0, 2)).toEqual(['text-1-9', 'keywords~2']);
    expect((await reportOf(id))?.notes).toEqual([]);
    expect((await findingsOf(context.db, id)).readability?.sentences).toBe(9);
  });

  test('of everything reads all again under the same keys', async () => {
    const id = await finished(context, await written(NINE));
    const before = await outcomeOf(context, id);
    await retry(context, id, { all: true });
    await run(context, id);
    expect(await outcomeOf(context, id)).toEqual(before);
    expect(await pagesOf(id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('of everything voids the report before the first page is read', async () => {
    const id = await finished(context, await written(NINE));
    await retry(context, id, { all: true });
    await run(context, id, { turns: 1 });
    expect(await reportOf(id)).toBeNull();
  });
});

describe('what is written', () => {
  test('twice by the same commit is there once', async () => {
    const twice = (statements: SQL[]) => [...statements, ...statements];
    const once = await finished(context, await written(NINE));
    const id = await finished(context, await written(NINE), { writes: twice });
    expect(await pagesOf(id)).toEqual(await pagesOf(once));
    expect(await findingsOf(context.db, id)).toEqual(await findingsOf(context.db, once));
    expect(await reportOf(id)).toEqual(await reportOf(once));
  });

  test('by two ranges that read the same page in one commit is there once', async () => {
    const id = await finished(context, await written(NINE));
    await context.db.execute(sql`update steps set finished_by = 'both' where job_id = ${id}`);
    const record = [
      await pageRecord(pageOf(1, [{ x: 60, y: 60, text: 'A page that two ranges have read.' }])),
    ];
    const both = ['pages-1-4', 'pages-5-8'].map((key) => ({ key, record }));
    const [statement] = writePages(both, { jobId: id, token: 'both' });
    if (!statement) throw new Error('nothing is written');
    await transact(context.db, [statement]);
    expect(await pagesOf(id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('under a token that finished nothing changes nothing', async () => {
    const id = await finished(context, await written(NINE));
    const before = await rowsOf(id);
    const stale = { jobId: id, token: 'stale' };
    const document = await documentOf(context.db, id);
    const info: DocumentInfo = { ...fail(document?.info), pages: 77 };
    const report: KeptReport = { ...fail(document?.report), words: 77 };
    const found = await packFindings('keywords', { keywords: [] });
    const fetched = { documentId: 'doc_x', name: 'x', size: 1, sha256: 'x' };
    const page = await pageRecord(pageOf(1, []));
    const text = {
      pages: [{ page: 1, paragraphs: 'x', config: 'simple', words: 'x', figures: null }],
      structure: { ...found, name: 'structure' as const },
    };
    await transact(context.db, [
      sql`select 1`,
      ...writeOpened(
        [
          { key: 'open', record: { info } },
          { key: 'fetch', record: { fetched } },
        ],
        stale,
      ),
      ...writePages([{ key: 'pages-1-4', record: [page] }], stale),
      ...writeTexts([{ key: 'text-1-9', record: text }], stale),
      ...writeFindings([{ key: 'keywords', record: found }], stale),
      ...writeReport([{ key: 'report', record: report }], stale),
    ]);
    expect(await rowsOf(id)).toEqual(before);
  });

  test('late by the opening of the document does not void its report', async () => {
    const id = await finished(context, await written(NINE));
    const { token } = await finishedBy(id, 'open');
    const info = fail((await documentOf(context.db, id))?.info);
    const late = writeOpened([{ key: 'open', record: { info } }], { jobId: id, token });
    await transact(context.db, [sql`select 1`, ...late]);
    expect(await reportOf(id)).not.toBeNull();
  });

  test('of another file than before takes the pages of the earlier one away', async () => {
    const id = await finished(context, await written(NINE));
    const { token } = await finishedBy(id, 'open');
    const write = (sha256: string) =>
      writeOpened(
        [{ key: 'open', record: { fetched: { documentId: 'doc_x', name: 'x', size: 1, sha256 } } }],
        {
          jobId: id,
          token,
        },
      );
    const sha256 = fail((await documentOf(context.db, id))?.sha256);
    await transact(context.db, [sql`select 1`, ...write(sha256)]);
    expect(await pagesOf(id)).toHaveLength(9);
    await transact(context.db, [sql`select 1`, ...write('another')]);
    expect([await pagesOf(id), await findingsOf(context.db, id)]).toEqual([[], {}]);
  });
});

function fail<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('there is nothing');
  return value;
}

async function finishedBy(id: string, key: string): Promise<{ token: string }> {
  const [row] = (
    await context.db.execute(
      sql`select finished_by as token from steps where job_id = ${id} and key = ${key}`,
    )
  ).rows;
  return { token: String(row?.['token']) };
}

test('a rerun of everything after a slower first run loses no page', async () => {
  let now = 0;
  const slow = documentAnalyzer(context.db, { clock: { now: () => (now += 50_000) } });
  const id = await finished(context, await written(Array.from({ length: 60 }, (_, at) => [`Page ${at}.`])), {
    analyzer: slow,
  });
  await retry(context, id, { all: true });
  await run(context, id);
  expect((await outcomeOf(context, id)).status).toBe('completed');
  expect(await pagesOf(id)).toHaveLength(60);
});
