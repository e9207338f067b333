import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { paragraphMarkdown } from '../../../lib/documents/output/markdown.ts';
import { packParagraphs, unpackParagraphs } from '../../../lib/documents/records/stored-page.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { block, pageOf } from '../pages.ts';

type Written = Parameters<typeof pageOf>[1];

const FULL = 'These are the words of a line that is as wide as the others';

const paragraphsOf = (...pages: Written[]) =>
  atOnce(readDocument(pages.map((written, at) => readPage(pageOf(at + 1, written))))).paragraphs;

/** Mark and note of each reference, by the paragraph's first word. */
const linked = (paragraphs: readonly Paragraph[]) =>
  paragraphs.flatMap(({ text, references = [] }) =>
    references.map(({ at, mark, page, text: note }) => [
      text.slice(0, at).split(' ').at(-1),
      mark,
      page,
      note,
    ]),
  );

const small = (y: number, ...lines: string[]): Written => block(50, y, lines, 8);

describe('a mark in the text is linked to its note', () => {
  test('at the foot of its page, with the place of the note', () => {
    const paragraphs = paragraphsOf([
      ...block(50, 60, [FULL, 'A fee of $320¹ is due, and more² later.']),
      ...small(700, '¹ Paid once, by all who', 'enter.', '² See below.'),
    ]);
    expect(linked(paragraphs)).toEqual([
      ['$320', '1', 1, 'Paid once, by all who enter.'],
      ['more', '2', 1, 'See below.'],
    ]);
    expect(paragraphs[0]?.references?.[0]?.box.y0).toBeGreaterThan(690);
    expect(paragraphs.map(({ note }) => note?.mark)).toEqual([undefined, '1', '2']);
  });

  test('in a list at the end, where numbers are not raised', () => {
    const heading = { x: 50, y: 60, text: 'Notes', size: 16, bold: true };
    const paragraphs = paragraphsOf(block(50, 60, [FULL, 'as Lee has shown,¹ and Roe.²']), [
      heading,
      ...block(50, 100, ['1. Lee, Of sand.', '2. Roe, Of stone.']),
    ]);
    expect(linked(paragraphs).map(([, mark, page, note]) => [mark, page, note])).toEqual([
      ['1', 2, 'Lee, Of sand.'],
      ['2', 2, 'Roe, Of stone.'],
    ]);
  });

  test('among notes that close the document on a later page, if there are more than one', () => {
    const text = block(50, 60, [FULL, 'A fee of $320¹ is due, and more² later.']);
    const notes = (...lines: string[]) => paragraphsOf(text, small(60, ...lines));
    expect(linked(notes('¹ Paid once.', '² See below.'))).toEqual([
      ['$320', '1', 2, 'Paid once.'],
      ['more', '2', 2, 'See below.'],
    ]);
    expect(linked(notes('¹ Paid once.'))).toEqual([]);
    expect(linked(notes('¹ Paid once.', '³ See below.'))).toEqual([]);
  });

  test('if the sign is a star or a dagger', () => {
    const paragraphs = paragraphsOf([
      ...block(50, 60, [FULL, 'All prices* are without tax†.']),
      ...small(700, '* In euros.', '† Which is due.'),
    ]);
    expect(linked(paragraphs).map(([, mark, , note]) => [mark, note])).toEqual([
      ['*', 'In euros.'],
      ['†', 'Which is due.'],
    ]);
  });

  test('and a power is none, whatever the notes of the page', () => {
    const paragraphs = paragraphsOf([
      ...block(50, 60, [FULL, 'with x² and 10² and 5 m² of it, as known.²']),
      ...small(700, '² By all.'),
    ]);
    expect(linked(paragraphs).map(([word]) => word)).toEqual(['known.']);
  });
});

test('a paragraph goes on over the notes at the foot of its page', () => {
  const paragraphs = paragraphsOf(
    [...block(50, 60, [FULL, 'and this¹ sentence goes on']), ...small(700, '¹ Or so.')],
    block(50, 60, ['on the next page.']),
  );
  expect(paragraphs.map(({ text }) => text)).toEqual([
    `${FULL} and this¹ sentence goes on on the next page.`,
    '¹ Or so.',
  ]);
});

test('Markdown has them as footnotes, with labels that no two notes of the document share', () => {
  const page = (word: string): Written => [
    ...block(50, 60, [FULL, `The ${word}¹ is *here*.`]),
    ...small(700, `¹ A ${word}_.`),
  ];
  const blocks = paragraphsOf(page('first'), page('second')).map(paragraphMarkdown);
  expect(blocks).toEqual([
    `${FULL} The first[^1-1] is \\*here\\*.`,
    '[^1-1]: A first\\_.',
    `${FULL} The second[^2-1] is \\*here\\*.`,
    '[^2-1]: A second\\_.',
  ]);
  const [own] = paragraphsOf(page('first')).map(paragraphMarkdown);
  expect(own).toContain('first[^1] is');
});

test('they are stored with the paragraphs', async () => {
  const paragraphs = paragraphsOf([...block(50, 60, [FULL, 'as known.¹']), ...small(700, '¹ By all.')]);
  expect(await unpackParagraphs(await packParagraphs(paragraphs))).toEqual(paragraphs);
  expect(linked(paragraphs).length).toBe(1);
});

test('much of nothing but marks is read to its end', () => {
  for (const piece of ['¹', 'a¹', '*', 'a*', '†‡', 'a¹,']) {
    const text = piece.repeat(50_000 / piece.length);
    expect(paragraphsOf([{ x: 50, y: 60, text }]).length).toBe(1);
  }
});
