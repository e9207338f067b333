import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PermanentError } from '../../../lib/core/errors.ts';
import { pageJson } from '../../../lib/documents/http/page-json.ts';
import type { Recognize, RecognizedWord } from '../../../lib/documents/ocr/recognized.ts';
import type { PagePicture } from '../../../lib/documents/pdf/messages.ts';
import { isToBeRecognized } from '../../../lib/documents/plan.ts';
import { documentOf, findingsOf, storedPage } from '../../../lib/documents/records/queries.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { resumed } from '../../support/run-steps.ts';
import { scanned, written } from '../files.ts';
import { ask, documentAnalyzer, finished, outcomeOf, retry, run } from '../run-document.ts';

const LINES = ['The harbour counts the', 'tides of March, slowly.'];

/** Words of 200 dpi: letters 20 pixels wide, 40 high, lines 60 apart, from (200, 300). */
const WORDS: RecognizedWord[] = LINES.flatMap((text, line) => {
  let x0 = 200;
  return text.split(' ').map((word) => {
    const box = { x0, y0: 300 + line * 60, x1: x0 + word.length * 20, y1: 340 + line * 60 };
    x0 = box.x1 + 15;
    return { text: word, confidence: 91, box, line };
  });
});

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
});
afterAll(() => database.drop());

const seen: { picture: PagePicture; languages: readonly string[] }[] = [];
const recognize: Recognize = async (picture, { languages }) => {
  seen.push({ picture, languages });
  return { confidence: 90.5, words: WORDS };
};
const OCR = { ocr: true };

test('scanned pages are recognized, a step each, and their text goes the way of any other', async () => {
  const analyzer = documentAnalyzer(context.db, { recognize });
  const id = await finished(context, await scanned(2), { analyzer, input: OCR });
  expect(await outcomeOf(context, id)).toMatchObject({ status: 'completed' });
  expect((await outcomeOf(context, id)).keys).toEqual(expect.arrayContaining(['ocr-1', 'ocr-2']));
  expect(seen.map(({ picture, languages }) => [picture.dpi, picture.width, languages])).toEqual([
    [200, 1667, ['eng']],
    [200, 1667, ['eng']],
  ]);
  const page = await storedPage(context.db, id, 2);
  expect(page).toMatchObject({
    kind: 'scanned',
    ocrConfidence: 90.5,
    words: 8,
  });
  expect(page?.body.lines.map(({ text }) => text)).toEqual(LINES);
  const first = page?.body.lines[0]?.box;
  expect([first?.x0, first?.y0, first?.y1]).toEqual([72, 108, 122.4]);
  expect(page?.paragraphs?.map(({ text }) => text)).toEqual([LINES.join(' ')]);
  expect((await findingsOf(context.db, id)).readability?.words).toBe(16);
});

test('the report says which text was recognized and how surely', async () => {
  const analyzer = documentAnalyzer(context.db, { recognize });
  const id = await finished(context, await scanned(2), { analyzer, input: OCR });
  const report = (await documentOf(context.db, id))?.report;
  expect(report?.pages).toMatchObject({ scanned: 2, recognized: 2 });
  expect(report?.notes).toEqual([
    'The text of 2 pages was recognized from pictures, with a mean confidence of 91 of 100: expect errors.',
  ]);
});

test('pages with text of their own are not recognized', async () => {
  const id = await finished(context, await written([['There is text here.']]), { input: OCR });
  expect((await outcomeOf(context, id)).keys.filter((key) => key.startsWith('ocr'))).toEqual([]);
});

test('a page of a picture and some text of its own is recognized beside its text, unless that is all there is', async () => {
  const pdf = await PDFDocument.load(await scanned(1));
  const [page] = pdf.getPages();
  const height = page?.getHeight() ?? 0;
  page?.drawText('Received by the office', { x: 72, y: height - 200, size: 12 });
  const own = { x0: 200, x1: 500, y0: 520, y1: 560 };
  const beside = async (words: RecognizedWord[]) => {
    const analyzer = documentAnalyzer(context.db, { recognize: async () => ({ confidence: 90, words }) });
    const id = await finished(context, await pdf.save(), { analyzer, input: OCR });
    const stored = await storedPage(context.db, id, 1);
    return [stored?.kind, stored?.ocrConfidence, stored?.body.lines.map(({ text }) => text)];
  };
  const again = { text: 'Received', confidence: 95, box: own, line: 9 };
  const unsure = { text: 'shadow', confidence: 40, box: { ...own, y0: 900, y1: 940 }, line: 10 };
  expect(await beside([...WORDS, again, unsure])).toEqual([
    'mixed',
    91,
    [...LINES, 'Received by the office'],
  ]);
  expect(await beside([again, unsure])).toEqual(['mixed', null, ['Received by the office']]);
  expect(isToBeRecognized({ kind: 'mixed', characters: 2_500 }, true)).toBe(false);
});

test('a page that cannot be recognized is named, and a retry that can refreshes the report', async () => {
  const failing = documentAnalyzer(context.db, {
    recognize: async () => {
      throw new PermanentError('ocr_failed', 'The page could not be recognized.');
    },
  });
  const id = await finished(context, await scanned(1), { analyzer: failing, input: OCR });
  expect(await outcomeOf(context, id)).toMatchObject({
    status: 'completed_with_errors',
    failed: ['ocr-1: ocr_failed'],
  });
  expect((await documentOf(context.db, id))?.report?.notes[0]).toBe(
    '1 of 1 page is scanned and its text could not be recognized: 1.',
  );
  await retry(context, id);
  const ran = await run(context, id, { analyzer: documentAnalyzer(context.db, { recognize }) });
  expect(ran.slice(0, 2)).toEqual(['ocr-1', 'text-1-1~2']);
  expect((await documentOf(context.db, id))?.report?.pages.recognized).toBe(1);
});

test('a range that is read again keeps the text that was recognized on its pages', async () => {
  const analyzer = documentAnalyzer(context.db, { recognize });
  const id = await finished(context, await scanned(2), { analyzer, input: OCR });
  await retry(context, id, { all: true, keys: ['pages-1-2'] });
  const ran = await run(context, id, { analyzer });
  expect(ran.slice(0, 2)).toEqual(['pages-1-2', 'text-1-2~2']);
  expect(await storedPage(context.db, id, 1)).toMatchObject({ words: 8, ocrConfidence: 90.5 });
  expect((await documentOf(context.db, id))?.report?.pages.recognized).toBe(2);
});

test('the shares of the stages add up to one, with recognition and without', () => {
  const analyzer = documentAnalyzer(context.db);
  for (const ocr of [true, false]) {
    const { stages } = resumed(analyzer, {
      ...{ document_id: 'doc_x', source_url: null, name: null, ocr, ocr_languages: ['eng'] },
      frequency_list: false,
    });
    expect(stages.map(({ name }) => name)).toEqual(['open', 'pages', 'ocr', 'text', 'analyses', 'report']);
    expect(stages.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  }
});

test('text read in the wrong language has little confidence, which is said, and its words are marked', async () => {
  const poor: Recognize = async () => ({
    confidence: 38,
    words: WORDS.map((word, at) => ({ ...word, confidence: at === 0 ? 91 : 30 })),
  });
  const analyzer = documentAnalyzer(context.db, { recognize: poor });
  const id = await finished(context, await scanned(1), {
    analyzer,
    input: { ocr: true, ocr_languages: ['deu'] },
  });
  expect((await documentOf(context.db, id))?.report?.notes[0]).toMatch(
    /^The text of page 1 is most likely wrong, .* read as German: .* ocr_languages\.$/,
  );
  const page = await storedPage(context.db, id, 1);
  if (!page) throw new Error('The page was not read.');
  const { uncertain } = pageJson(page, null, id);
  expect(uncertain?.map(({ text }) => text)).toEqual(WORDS.slice(1).map(({ text }) => text));
});

test('a language without data is refused before the job, with the package that it needs', async () => {
  const analyzer = documentAnalyzer(context.db, { languages: ['eng'] });
  const asked = ask(context, analyzer, { document_id: 'doc_x', ocr: true, ocr_languages: ['hin'] });
  await expect(asked).rejects.toMatchObject({
    faults: [
      {
        path: 'ocr_languages',
        code: 'ocr_language_not_installed',
        message: expect.stringContaining('@tesseract.js-data/hin'),
      },
    ],
  });
});

test('text that lies on its side is read along its lines', async () => {
  const turned: Recognize = async () => ({
    confidence: 90,
    angle: 90,
    words: WORDS.map((word) => ({
      ...word,
      box: { x0: 1500 - word.box.y1, x1: 1500 - word.box.y0, y0: word.box.x0, y1: word.box.x1 },
    })),
  });
  const analyzer = documentAnalyzer(context.db, { recognize: turned });
  const id = await finished(context, await scanned(1), { analyzer, input: OCR });
  expect((await storedPage(context.db, id, 1))?.body.lines.map(({ text }) => text)).toEqual(LINES);
});
