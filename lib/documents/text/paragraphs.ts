import type { Work } from '../../core/slices.ts';
import { type Place, union } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import { SOFT_HYPHEN } from './clean.ts';
import { type Attested, attestedWords, beforeNextLine } from './hyphens.ts';
import { listingTexts } from './listings.ts';
import type { TextLine } from './page-text.ts';

export interface ParagraphLine extends Place {
  /** Where its text begins in the paragraph's. */
  at: number;
}

/** A mark in a paragraph's text, and the note that it points to. */
export interface NoteReference {
  /** Its place in the text, and how long it is there. */
  at: number;
  length: number;
  /** As plain letters: `1`, `a`, `*`. */
  mark: string;
  /** Names the note in the whole document. */
  label: string;
  /** Where the note begins. */
  page: number;
  box: Box;
  /** Without its mark; cut if it is long. */
  text: string;
}

/** Of a paragraph that is a note. */
export interface NoteHead {
  mark: string;
  label: string;
  /** Length of the mark, with what follows it, at the beginning of the text. */
  length: number;
}

/** Text beside a document's own: the alternative text of an image, a comment, a slide's speaker notes. */
export const PARTS = ['image', 'comment', 'speaker_notes'] as const;

export interface Paragraph {
  /**
   * `aside` is text at another angle than most of the page's; `contents` lines of a table of contents; `code` a listing,
   * whose text keeps its lines and its indentation; `equation` a formula that is set off, as it reads.
   */
  kind: 'text' | 'list' | 'heading' | 'contents' | 'aside' | 'code' | 'equation';
  /** Of a heading, from 1; 0 for others. */
  level: number;
  /** Of an item of a list in a form that says so, from 1. */
  depth?: number | undefined;
  /** Of an aside in a form that says what it is. */
  part?: (typeof PARTS)[number] | undefined;
  /** Mended: no line breaks, no hyphens of line breaks, but for code. */
  text: string;
  /** Where it begins. */
  page: number;
  /** Its part on that page. */
  box: Box;
  lines: ParagraphLine[];
  /** Of a note that a mark in the text points to. */
  note?: NoteHead | undefined;
  /** Marks of notes in the text, in order. */
  references?: NoteReference[] | undefined;
}

/** Lines of one paragraph before they are mended. */
export interface RawParagraph {
  /** A listing. */
  code?: boolean;
  lines: { page: number; line: TextLine }[];
}

export const attestedIn = (paragraphs: readonly RawParagraph[]): Work<Attested> =>
  attestedWords(paragraphs.map(({ lines }) => lines.map(({ line }) => line.text)));

/** The paragraph's text from its lines. @returns null for a paragraph without lines */
export function mended(
  { lines, code = false }: RawParagraph,
  attested: Attested,
): Omit<Paragraph, 'kind' | 'level'> | null {
  const [first] = lines;
  if (!first) return null;
  const asSet = code ? listingTexts(lines.map(({ line }) => line)) : [];
  const pieces: string[] = [];
  const spans: ParagraphLine[] = [];
  let at = 0;
  let { box } = first.line;
  for (const [place, { page, line }] of lines.entries()) {
    const next = lines[place + 1]?.line.text;
    const own = next === undefined ? line.text : beforeNextLine(line.text, next, attested);
    const piece = asSet[place] ?? own.replaceAll(SOFT_HYPHEN, '');
    spans.push({ at, page, box: line.box });
    if (page === first.page) box = union(box, line.box);
    pieces.push(piece);
    at += piece.length;
  }
  return { text: pieces.join(''), page: first.page, box, lines: spans };
}
