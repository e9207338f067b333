import type { Work } from '../../core/slices.ts';
import { flatMapOf } from '../../core/slices-of.ts';
import type { OutlineEntry } from '../pdf/document-info.ts';
import { bare } from './outlined.ts';
import type { Paragraph } from './paragraphs.ts';

/** Paragraphs from `start` up to but not including `end`; subsections are sections of their own. */
export interface Section {
  /** Empty for text before the first heading. */
  title: string;
  /** From 1; 0 for text before the first heading. */
  level: number;
  page: number;
  start: number;
  end: number;
  /** Titles from the top down to this one. */
  path: string[];
}

type Mark = Pick<Section, 'title' | 'level' | 'page' | 'start'>;

const MIN_ENTRIES = 2;

/** The paragraph that an entry names: on its page by its title, else the first that begins there or later. */
function placeOf(entry: OutlineEntry, page: number, paragraphs: readonly Paragraph[], first: number): number {
  const title = bare(entry.title);
  for (let place = first; place < paragraphs.length; place += 1) {
    const paragraph = paragraphs[place];
    if (!paragraph || paragraph.page > page) break;
    const text = bare(paragraph.text.slice(0, 300));
    if (title !== '' && text.endsWith(title)) return place;
    if (title !== '' && text.startsWith(title)) return place;
  }
  return first;
}

function* fromOutline(outline: readonly OutlineEntry[], paragraphs: readonly Paragraph[]): Work<Mark[]> {
  const firstOn = new Map<number, number>();
  for (const [place, { page }] of paragraphs.entries()) if (!firstOn.has(page)) firstOn.set(page, place);
  const pages = [...firstOn.keys()].sort((a, b) => a - b);
  const marks = yield* flatMapOf(outline, ({ title, level, page }): Mark[] => {
    const on = page === undefined ? undefined : pages.find((candidate) => candidate >= page);
    const first = on === undefined ? undefined : firstOn.get(on);
    if (page === undefined || first === undefined || title.trim() === '') return [];
    return [
      { title: title.trim(), level, page, start: placeOf({ title, level, page }, page, paragraphs, first) },
    ];
  });
  return marks.sort((a, b) => a.start - b.start);
}

function fromHeadings(paragraphs: readonly Paragraph[]): Mark[] {
  return paragraphs.flatMap(({ kind, level, text, page }, start) =>
    kind === 'heading' ? [{ title: text, level, page, start }] : [],
  );
}

/** Sections in order, without gaps: from the outline if it names places in the text, else from the headings. */
export function* sectionsOf(
  paragraphs: readonly Paragraph[],
  outline: readonly OutlineEntry[],
): Work<Section[]> {
  const outlined = yield* fromOutline(outline, paragraphs);
  const marks = outlined.length >= MIN_ENTRIES ? outlined : fromHeadings(paragraphs);
  const first = paragraphs[0];
  if (first && marks[0]?.start !== 0) marks.unshift({ title: '', level: 0, page: first.page, start: 0 });
  const above: Mark[] = [];
  return marks.map((mark, at) => {
    while ((above.at(-1)?.level ?? -1) >= mark.level) above.pop();
    above.push(mark);
    const path = above.map(({ title }) => title).filter((title) => title !== '');
    return { ...mark, end: marks[at + 1]?.start ?? paragraphs.length, path };
  });
}
