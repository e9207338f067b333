import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import type { NoteHead, NoteReference, Paragraph } from './paragraphs.ts';
import { RAISED_DIGITS } from './raised-letters.ts';

// Notes at the foot of a page or at the end, and the marks in the text that point to them.

const LONGEST = 1_000;
/** So many notes at the end of a document are a list without a heading. */
const LEAST_CLOSING = 2;
const MARK = `[${RAISED_DIGITS}]{1,3}|[ᵃ-ᶻ]|[*∗]{1,3}|†{1,2}|‡{1,2}|§|¶`;
const AT_START = new RegExp(`^(${MARK})\\s?(?=[\\p{L}\\p{N}"'“‘«(\\[\\\\])`, 'u');
const PLAIN = /^(\d{1,3})[.)]?\s+(?=\S)/;
const IN_TEXT = new RegExp(
  `(?<=[\\p{L}\\p{N}.,;:!?)\\]”’"'»…%€$£+]|[${RAISED_DIGITS}],)(?:${MARK})(?![\\p{L}\\p{N}*])`,
  'gu',
);
/** What is more often raised to a power: a single letter, ten, a unit of length. */
const POWER = /(?:^|[^\p{L}\p{N}])(?:\p{L}|10|[ckm]?m|ft)$/u;
const NOTES = /^(?:end ?notes|foot ?notes|notes|anmerkungen|fußnoten|endnoten|notas|note)$/i;

const plain = (mark: string): string => mark.normalize('NFKC').replaceAll('∗', '*');

/** The mark that a line of a note begins with; null for other lines. */
export const markAtStart = (text: string): string | null => {
  const mark = AT_START.exec(text.slice(0, 40))?.[1];
  return mark === undefined ? null : plain(mark);
};

interface Note {
  place: number;
  mark: string;
  length: number;
  paragraph: Paragraph;
  /** It is one of a list at the end, below its heading. */
  atEnd: boolean;
  /** Nothing but notes stands behind it, and it is not alone. */
  closes: boolean;
}

/** Paragraphs that begin with a mark, and numbered ones below a heading such as `Notes`. */
function notesIn(paragraphs: readonly Paragraph[]): Note[] {
  const notes: Note[] = [];
  let atEnd = false;
  for (const [place, paragraph] of paragraphs.entries()) {
    const { kind, text } = paragraph;
    if (kind === 'heading') atEnd = NOTES.test(text.trim());
    if (kind !== 'text' && kind !== 'list') continue;
    const match = AT_START.exec(text.slice(0, 40)) ?? (atEnd ? PLAIN.exec(text.slice(0, 40)) : null);
    if (match)
      notes.push({
        place,
        mark: plain(match[1] ?? ''),
        length: match[0].length,
        paragraph,
        atEnd,
        closes: false,
      });
  }
  return closing(notes, paragraphs.length);
}

/** The document ends with these: one after the other, numbered on. */
function closing(notes: readonly Note[], end: number): Note[] {
  const first = notes.findLastIndex((note, at) => {
    const next = notes[at + 1];
    const goesOn = next
      ? next.place === note.place + 1 && Number(next.mark) === Number(note.mark) + 1
      : note.place === end - 1;
    return !goesOn;
  });
  const closes = notes.length - first > LEAST_CLOSING;
  return notes.map((note, at) => ({ ...note, closes: closes && at > first }));
}

interface Found {
  place: number;
  at: number;
  length: number;
  mark: string;
  page: number;
}

/** Marks in the text of a paragraph, each with the page it is on. */
function marksIn({ text, lines, page, kind }: Paragraph, place: number): Found[] {
  if (kind === 'code' || kind === 'contents' || kind === 'equation') return [];
  const found = [...text.matchAll(IN_TEXT)].filter(
    ({ index }) => !POWER.test(text.slice(Math.max(0, index - 4), index)),
  );
  return found.map(({ index, 0: mark }) => {
    const on = lines.findLast(({ at }) => at <= index)?.page ?? page;
    return { place, at: index, length: mark.length, mark: plain(mark), page: on };
  });
}

const pageAndMark = ({ page, mark }: { page: number; mark: string }): string => `${page} ${mark}`;

/** For each mark its note: on its own page, else the next one in a list at the end, or among the notes that close the document. */
function* linksOf(notes: readonly Note[], marks: readonly Found[]): Work<Map<Note, Found[]>> {
  const atFoot = Map.groupBy(
    notes.filter(({ atEnd }) => !atEnd),
    ({ mark, paragraph: { page } }) => pageAndMark({ page, mark }),
  );
  const atEnd = Map.groupBy(
    notes.filter(({ atEnd: isBelow, closes }) => isBelow || closes),
    ({ mark }) => mark,
  );
  const links = new Map<Note, Found[]>();
  yield* eachOf(marks, (found) => {
    const foot = atFoot.get(pageAndMark(found))?.find(({ place }) => place > found.place);
    const end = /^\d/.test(found.mark)
      ? atEnd.get(found.mark)?.find(({ place }) => place > found.place)
      : undefined;
    const note = foot ?? end;
    if (note) links.set(note, [...(links.get(note) ?? []), found]);
  });
  return links;
}

/** The mark if no other note of the document has it, else its page and its number there. */
function labelsOf(notes: readonly Note[]): string[] {
  const count = Map.groupBy(notes, ({ mark }) => mark);
  const onPage = new Map<number, number>();
  return notes.map(({ mark, paragraph: { page } }) => {
    const number = (onPage.get(page) ?? 0) + 1;
    onPage.set(page, number);
    const isOwn = count.get(mark)?.length === 1 && /^[\p{L}\p{N}]+$/u.test(mark);
    return isOwn ? mark : `${page}-${number}`;
  });
}

/**
 * The paragraphs with their notes told apart and the marks in their text linked to them. Notes that no mark points to,
 * and marks without a note, such as powers, stay text.
 */
export function* withFootnotes(paragraphs: readonly Paragraph[]): Work<Paragraph[]> {
  const notes = notesIn(paragraphs);
  if (notes.length === 0) return [...paragraphs];
  const marks = paragraphs.flatMap(marksIn);
  const links = yield* linksOf(notes, marks);
  const linked = notes.filter((note) => links.has(note));
  const labels = labelsOf(linked);
  const heads = new Map<number, NoteHead>();
  const references = new Map<number, NoteReference[]>();
  yield* eachOf(linked, (note, at) => {
    const { mark, length, paragraph, place } = note;
    const label = labels[at] ?? mark;
    heads.set(place, { mark, label, length });
    const text = paragraph.text.slice(length, length + LONGEST).trim();
    for (const found of links.get(note) ?? []) {
      const { page, box } = paragraph;
      const own = { at: found.at, length: found.length, mark, label, page, box, text };
      references.set(found.place, [...(references.get(found.place) ?? []), own]);
    }
  });
  return paragraphs.map((paragraph, place) => {
    const [note, own] = [heads.get(place), references.get(place)];
    const sorted = own?.toSorted((a, b) => a.at - b.at);
    return { ...paragraph, ...(note ? { note } : {}), ...(sorted ? { references: sorted } : {}) };
  });
}
