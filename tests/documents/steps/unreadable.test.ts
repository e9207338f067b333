import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Recognize } from '../../../lib/documents/ocr/recognized.ts';
import { documentOf, findingsOf, storedPage } from '../../../lib/documents/records/queries.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { written } from '../files.ts';
import { BROKEN, namedAs } from '../pdf/broken-layers.ts';
import { hiddenInOneWay } from '../pdf/shown.ts';
import { documentAnalyzer, finished, outcomeOf, retry, run } from '../run-document.ts';

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

const recognize: Recognize = async () => ({
  confidence: 88,
  words: ['The', 'river', 'changed.'].map((text, at) => ({
    text,
    confidence: 88,
    box: { x0: 200 + at * 200, y0: 300, x1: 380 + at * 200, y1: 340 },
    line: 0,
  })),
});
const analyzer = () => documentAnalyzer(context.db, { recognize });
const broken = namedAs(BROKEN['lower case shuffled'] ?? String);

test('an unreadable text layer is in no analysis and no language, is named in a note, and is on its page', async () => {
  const id = await finished(context, broken);
  const page = await storedPage(context.db, id, 1);
  expect(page).toMatchObject({ kind: 'unreadable', language: null, languageConfidence: 0, words: 0 });
  expect(page?.body.lines).toEqual([]);
  expect(page?.body.unreadable).toContain('2021');
  const found = await findingsOf(context.db, id);
  expect([found.summary?.sentences, found.keywords?.keywords, found.entities?.entities]).toEqual([
    [],
    [],
    [],
  ]);
  const report = (await documentOf(context.db, id))?.report;
  expect(report?.pages).toMatchObject({ unreadable: 1, text: 0, recognized: 0 });
  expect(report?.notes[0]).toBe(
    '1 of 1 page has a text layer that cannot be read: its fonts draw other letters than they name (page 1). ' +
      'It is left out of everything but the page itself. Ask again with ocr: auto to have it recognized from pictures.',
  );
});

test.each([true, 'auto', 'force'] as const)('with ocr %s an unreadable page is recognized', async (ocr) => {
  const id = await finished(context, broken, { analyzer: analyzer(), input: { ocr } });
  const page = await storedPage(context.db, id, 1);
  expect(page).toMatchObject({ kind: 'unreadable', ocrConfidence: 88, words: 3 });
  expect(page?.body.lines.map(({ text }) => text)).toEqual(['The river changed.']);
  expect((await documentOf(context.db, id))?.report?.notes[0]).toContain('recognized from pictures instead');
  await retry(context, id, { all: true, keys: ['pages-1-1'] });
  await run(context, id, { analyzer: analyzer() });
  expect(await storedPage(context.db, id, 1)).toMatchObject({ ocrConfidence: 88, words: 3 });
});

test('a sound page is recognized by force alone', async () => {
  const bytes = await written([['There is text here.']]);
  for (const [ocr, words] of [
    ['auto', 4],
    ['force', 3],
  ] as const) {
    const id = await finished(context, bytes, { analyzer: analyzer(), input: { ocr } });
    expect((await outcomeOf(context, id)).keys.includes('ocr-1')).toBe(ocr === 'force');
    expect(await storedPage(context.db, id, 1)).toMatchObject({ kind: 'text', words });
  }
});

test('text that pages do not show is counted in a note', async () => {
  const id = await finished(context, hiddenInOneWay['under a box']);
  expect((await documentOf(context.db, id))?.report?.notes).toEqual([
    'The file has text that its pages do not show, which is left out: 6 characters under something painted over it, on page 1.',
  ]);
  expect((await storedPage(context.db, id, 1))?.leftOut).toEqual({ hidden: { covered: 6 } });
});
