import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../lib/documents/forms/docx/docx-form.ts';
import { formPages } from '../../../lib/documents/forms/form-pages.ts';
import { readHtml } from '../../../lib/documents/forms/html/html-form.ts';
import { kindOf } from '../../../lib/documents/forms/kind-of.ts';
import { FORM_LIMITS } from '../../../lib/documents/forms/limits.ts';
import { readMarkdown } from '../../../lib/documents/forms/markdown-form.ts';
import { readText } from '../../../lib/documents/forms/text-form.ts';
import { docx, p, wordPart } from './files.ts';
import { told } from './told.ts';

const PLAIN = Buffer.from('One plain line of text.\n'.repeat(3_000));

/** Least milliseconds of a few runs. */
function least(task: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('what a file is, is told on the event loop', () => {
  test.each([
    ['fields that are never closed', `---\n${'-a: b\n'.repeat(22)}x`],
    ['empty lines', `a${'\n'.repeat(64_000)}b`],
    ['rules of tables', `a\n${'|\t'.repeat(32_000)}`],
    ['links that are never closed', '[a]('.repeat(16_000)],
  ])('in about the time of any text for %s', (_, text) => {
    const usual = least(() => kindOf(PLAIN));
    expect(least(() => kindOf(Buffer.from(text))) / usual).toBeLessThan(100);
  });
});

test('text without a space is cut into pages between letters', () => {
  const { pages } = formPages(readText(Buffer.from('x𝕏'.repeat(30_000))));
  const texts = pages.flatMap(({ items }) =>
    items.flatMap((item) => ('text' in item ? [item.text.text] : [])),
  );
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.every((text) => text.isWellFormed())).toBe(true);
  expect(texts.join('')).toBe('x𝕏'.repeat(30_000));
});

test('form feeds make no pages of nothing, and more lines than are read are refused', () => {
  expect(told(readText(Buffer.from('a\f\f\fb')))).toEqual(['text: a', '---', 'text: b']);
  expect(() => readText(Buffer.from('\f'.repeat(2_000_001)))).toThrow('more than 2000000 lines');
});

test('what could be two things is what its first byte begins, and a zip with more behind it is damaged', async () => {
  const file = Buffer.concat([await docx(p('Shown.')), Buffer.from('%PDF-1.7\n%%EOF')]);
  expect(kindOf(file).kind).toBe('docx');
  await expect(readDocx(file)).rejects.toMatchObject({ code: 'document_damaged' });
  const page = Buffer.concat([Buffer.from('<!doctype html><p>a</p><!--'), await docx(p('Hidden.'))]);
  expect(kindOf(page).kind).not.toBe('docx');
});

test('what a file repeats without end is cut or refused before it takes the memory of its thread', async () => {
  const marks = '*a '.repeat(50_000);
  expect(told(readMarkdown(Buffer.from(`*b* c\n\n${marks}`)))).toEqual([
    'text: b c',
    `text: ${marks.trim()}`,
  ]);
  expect(() => readMarkdown(Buffer.from('***\n'.repeat(FORM_LIMITS.tokens + 1)))).toThrow(
    `more than ${FORM_LIMITS.tokens} marks`,
  );
  for (const end of ['\n', '\r', '\r\n'])
    expect(() => readMarkdown(Buffer.from(`a${end}`.repeat(FORM_LIMITS.markdownLines + 1)))).toThrow(
      `more than ${FORM_LIMITS.markdownLines} lines`,
    );
  const level = `<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="${'%1.'.repeat(9_999)}"/></w:lvl>`;
  const numbering = wordPart(
    'numbering',
    `<w:abstractNum w:abstractNumId="0">${level}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>`,
  );
  const item = p('x', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>');
  const [numbered = ''] = told(await readDocx(await docx(item, { 'numbering.xml': numbering })));
  expect(numbered.length).toBeLessThan(200);
});

test('tables within tables do not repeat their text without end', () => {
  const nested = `<table><tr><td>${'word '.repeat(5_000)}`.repeat(300);
  expect(() => readHtml(Buffer.from(`<!doctype html>${nested}`))).toThrow('characters of text');
});
