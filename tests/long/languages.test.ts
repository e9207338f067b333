import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { inFoundLanguage } from '../../lib/documents/ocr/in-found-language.ts';
import { installedLanguages, LANGUAGE_CODES, type LanguageCode } from '../../lib/documents/ocr/languages.ts';
import type { RecognizedPage } from '../../lib/documents/ocr/recognized.ts';
import { createRecognizer } from '../../lib/documents/ocr/recognizer.ts';
import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import type { PagePicture } from '../../lib/documents/pdf/messages.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import { textTools } from '../../lib/documents/text-tools.ts';

const { recognize, close } = createRecognizer();
afterAll(close);
const signal = AbortSignal.timeout(120_000);
const DENSE: readonly string[] = ['chi_sim', 'jpn'];

const file = (name: string) => readFileSync(new URL(`./languages/pages/${name}`, import.meta.url));

/** A committed picture as a page of a document: 200 dpi. */
async function pageOf(code: LanguageCode): Promise<PagePicture> {
  const session = await openPdf(file(`${code}.png`), PDF_LIMITS);
  const picture = await session.render(1, 200);
  await session.close();
  return picture;
}

/** Words; signs, where words have no spaces between them. */
const wordsOf = (text: string, code: string): string[] =>
  DENSE.includes(code)
    ? [...text.replaceAll(/[^\p{L}\p{N}]/gu, '')]
    : (text.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);

function f1(page: RecognizedPage, code: LanguageCode): number {
  const spoken = page.words.map(({ text }) => text).join(' ');
  const [got, want] = [wordsOf(spoken, code), wordsOf(file(`${code}.txt`).toString(), code)];
  const left = new Map<string, number>();
  for (const word of want) left.set(word, (left.get(word) ?? 0) + 1);
  let hits = 0;
  for (const word of got) {
    const count = left.get(word) ?? 0;
    if (count > 0) hits += 1;
    left.set(word, count - 1);
  }
  return (2 * hits) / (got.length + want.length);
}

test('pages in eleven languages are read word for word at 200 dpi, and not in another script', async () => {
  expect(installedLanguages().toSorted()).toEqual(LANGUAGE_CODES.toSorted());
  const pages = new Map<LanguageCode, PagePicture>();
  for (const code of LANGUAGE_CODES) {
    const picture = await pageOf(code);
    pages.set(code, picture);
    const page = await recognize(picture, { languages: [code], signal });
    expect([code, f1(page, code) >= 0.95, page.confidence > 80]).toEqual([code, true, true]);
  }
  const russian = pages.get('rus');
  if (!russian) throw new Error('There is no page in Russian.');
  const wrong = await recognize(russian, { languages: ['eng'], signal });
  expect(wrong.confidence).toBeLessThan(60);
});

test('the language of a page is found by its script, and among Latin ones by its words', async () => {
  const world = {
    recognize,
    installed: installedLanguages(),
    languageOf: async (text: string) => textTools.detectLanguage(text)?.language ?? null,
    signal,
  };
  for (const code of ['deu', 'hin'] as const) {
    const page = await inFoundLanguage(await pageOf(code), world);
    expect([page.languages, f1(page, code) >= 0.95]).toEqual([[code], true]);
  }
});
