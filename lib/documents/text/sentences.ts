import type { Work } from '../../core/slices.ts';
import { flatMapOf } from '../../core/slices-of.ts';
import { mergedPlaces, type Place } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import type { Paragraph } from './paragraphs.ts';
import { RAISED_DIGITS } from './raised-letters.ts';

export interface Sentence {
  text: string;
  /** Where it begins, and its lines' box there. */
  page: number;
  box: Box;
  /** Its parts on later pages. */
  continued: Place[];
  /** Place in the document's paragraphs; in a table, that of the paragraph before it, or -1. */
  paragraph: number;
  /** Of its paragraph or table, where that is known. */
  id?: string;
}

/** Longer sentences are cut, at spaces if possible. */
const LONGEST = 2_000;
/** Piece size: the segmenter takes superlinear time on text in which no sentence ends. */
const PIECE = 20_000;
/** Abbreviations that do not end a sentence, in English, German, French, Spanish, Italian, Portuguese and Dutch. */
const ABBREVIATION =
  /(?:^|[\s(["'“‘])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|cf|e\.g|i\.e|etc|al|Fig|Figs|fig|figs|Eq|Eqs|eq|eqs|Sec|sec|Ch|ch|Vol|vol|No|no|Nr|nr|pp|p|Ed|ed|Eds|eds|approx|ca|resp|bzw|z\.B|d\.h|u\.a|usw|vgl|Abb|Tab|Hr|Fr|M|MM|Mme|Mlle|art|Art|núm|Sr|Sra|Dra|pág|págs|sig|dott|ecc|bijv|enz|blz)\.\s*$/u;

/** Offsets at which sentences begin in a text. */
function boundaries(text: string, segmenter: Intl.Segmenter): number[] {
  const starts: number[] = [];
  for (let from = 0; from < text.length; from += PIECE) {
    for (const { index } of segmenter.segment(text.slice(from, from + PIECE).toWellFormed()))
      starts.push(from + index);
  }
  return starts
    .filter((start, at) => at === 0 || !isInside(text, start))
    .map((start) => afterMark(text, start));
}

const MARK = new RegExp(`^[${RAISED_DIGITS},]{1,9}\\s`, 'u');

/** Where a sentence begins that the segmenter begins with the mark of the one before it. */
function afterMark(text: string, start: number): number {
  const mark =
    start > 0 && /\S$/.test(text.slice(start - 1, start)) ? MARK.exec(text.slice(start, start + 10)) : null;
  return start + (mark?.[0].length ?? 0);
}

/**
 * Whether a boundary falls inside a sentence: after an abbreviation or initial, before a small letter, or at a cut
 * between pieces.
 */
function isInside(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  if (ABBREVIATION.test(before)) return true;
  if (/^[\p{Ll}]/u.test(text.slice(start, start + 2)) && /\.["”’)]*\s*$/u.test(before)) return true;
  return start % PIECE === 0 && !/[.!?。！？]\s*$/u.test(before);
}

function* cut(text: string, from: number, to: number): Generator<[number, number]> {
  let start = from;
  while (to - start > LONGEST) {
    const space = text.lastIndexOf(' ', start + LONGEST);
    const end = space > start ? space + 1 : start + LONGEST;
    yield [start, end];
    start = end;
  }
  if (to > start) yield [start, to];
}

/**
 * Places of the characters from `from` to `to`, and the line where they begin; earlier calls covered earlier lines.
 */
function placesOf(paragraph: Paragraph, from: number, to: number, firstLine: number): [Place[], number] {
  let first = firstLine;
  while ((paragraph.lines[first + 1]?.at ?? Number.POSITIVE_INFINITY) <= from) first += 1;
  let last = first;
  while ((paragraph.lines[last + 1]?.at ?? Number.POSITIVE_INFINITY) < to) last += 1;
  return [mergedPlaces(paragraph.lines.slice(first, last + 1)), first];
}

const sentencesIn = (paragraph: Paragraph, place: number, segmenter: Intl.Segmenter): Sentence[] =>
  partsBetween(paragraph, place, boundaries(paragraph.text, segmenter));

/** The parts that begin at these offsets; longer ones are cut. */
function partsBetween(paragraph: Paragraph, place: number, starts: readonly number[]): Sentence[] {
  const { text } = paragraph;
  const sentences: Sentence[] = [];
  let line = 0;
  for (const [at, start] of starts.entries()) {
    for (const [from, to] of cut(text, start, starts[at + 1] ?? text.length)) {
      const own = text.slice(from, to).toWellFormed().trim();
      const [places, first] = placesOf(paragraph, from, to, line);
      line = first;
      const [begin, ...continued] = places;
      if (own !== '' && begin) sentences.push({ text: own, ...begin, continued, paragraph: place });
    }
  }
  return sentences;
}

const hasSentences = ({ kind }: Paragraph): boolean => kind === 'text' || kind === 'list';

const segmenterOf = (language: string): Intl.Segmenter =>
  new Intl.Segmenter(language, { granularity: 'sentence' });

/** Sentences of running text and lists with their places; headings, tables of contents and asides are left out. */
export function* sentencesOf(paragraphs: readonly Paragraph[], language: string): Work<Sentence[]> {
  const segmenter = segmenterOf(language);
  return yield* flatMapOf(paragraphs, (paragraph, place) =>
    hasSentences(paragraph) ? sentencesIn(paragraph, place, segmenter) : [],
  );
}

/** Cuts one paragraph: running text and lists into sentences; others stay whole unless they are very long. */
export function partsReader(language: string): (paragraph: Paragraph, place: number) => Sentence[] {
  const segmenter = segmenterOf(language);
  return (paragraph, place) =>
    hasSentences(paragraph) ? sentencesIn(paragraph, place, segmenter) : partsBetween(paragraph, place, [0]);
}
