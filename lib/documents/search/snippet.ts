import { blocksOf } from '../output/blocks.ts';
import type { Box } from '../pdf/page.ts';
import { tabbed, textRows } from '../tables/table-rows.ts';
import type { FoundPage } from './find-pages.ts';
import { type Word, wordsIn } from './words.ts';

/** UTF-16 code units. */
const LENGTH = 240;
/** Of those, before the first word that was asked for. */
const LEAD = 60;

/** Where a page has the words that were asked for. */
export interface Shown {
  /** Id of the paragraph or table; null if the page has none. */
  paragraph: string | null;
  box: Box | null;
  snippet: string;
  /** In the snippet, UTF-16 code units. */
  marks: { start: number; end: number }[];
}

interface Passage {
  id: string;
  text: string;
  box: Box;
  /** Box of what stands at an offset. */
  boxAt(offset: number): Box;
}

/** The paragraphs that begin on a page and the rows of its tables. */
export function passagesOf(page: FoundPage): Passage[] {
  return blocksOf(page, 0).flatMap((block): Passage[] => {
    if ('figure' in block) return [];
    if ('table' in block) {
      return textRows(block.table).map(({ texts, box }) => ({
        ...{ id: block.id, text: tabbed(texts), box },
        boxAt: () => box,
      }));
    }
    const { text, box, lines } = block.paragraph;
    const boxAt = (offset: number) => {
      const line = lines.findLast(({ at }) => at <= offset);
      return line?.page === page.page ? line.box : box;
    };
    return [{ id: block.id, text, box, boxAt }];
  });
}

/** Ranges that overlap or touch, as pairs of letters do, are one. */
function joined(words: readonly Word[]): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of words) {
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}

/** The place of a space near `at`, or `at` where there is none. */
function atSpace(text: string, at: number, towards: 1 | -1): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(text.length, at));
  for (let step = 0; step < LEAD / 2; step++) {
    if (/\s/.test(text[at + step * towards] ?? '')) return at + step * towards;
  }
  // Never between the halves of a pair of surrogates.
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at + 1 : at;
}

/** The passage of a page that has most of the words, and the part of it around the first. */
export function shownOf(passages: readonly Passage[], asked: ReadonlySet<string>): Shown {
  const counted = passages.map((passage) => {
    const found = [...wordsIn(passage.text)].filter(({ word }) => asked.has(word));
    return { passage, found, kinds: new Set(found.map(({ word }) => word)).size };
  });
  const best = counted.reduce<(typeof counted)[number] | null>((most, each) => {
    if (most === null || each.kinds > most.kinds) return each;
    return each.kinds === most.kinds && each.found.length > most.found.length ? each : most;
  }, null);
  if (best === null) return { paragraph: null, box: null, snippet: '', marks: [] };
  const { id, text, box, boxAt } = best.passage;
  const ranges = joined(best.found);
  const first = ranges[0]?.start ?? 0;
  const start = text.length <= LENGTH ? 0 : atSpace(text, first - LEAD, 1);
  const end = atSpace(text, start + LENGTH, -1);
  const marks = ranges
    .filter((range) => range.start >= start && range.end <= end)
    .map((range) => ({ start: range.start - start, end: range.end - start }));
  return {
    paragraph: id,
    box: ranges.length > 0 ? boxAt(first) : box,
    snippet: text.slice(start, end),
    marks,
  };
}
