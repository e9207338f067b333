import { around, heightOf, overlapX, overlapY, union, widthOf } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import type { TextLine } from '../text/page-text.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { type Caption, captionsFor, type PlacedParagraph } from './captions.ts';
import type { Candidate, Figure } from './figure.ts';

/** Pages that a logo or a frame is drawn on at least. */
const REPEATS = 3;
/** Points between the panels of one figure. */
const PANELS = 40;
/** Points that boxes of lines reach into what stands below. */
const SLACK = 4;
const LONGEST_CAPTION = 2_000;

export interface PageOfCandidates {
  page: number;
  candidates: readonly Candidate[];
  lines: readonly TextLine[];
}

const placeOf = ({ kind, key, box }: Candidate): string =>
  `${kind} ${key} ${Math.round(widthOf(box) / 4)}x${Math.round(heightOf(box) / 4)}`;

/** What is drawn the same on several pages, or on each of two. */
function repeatedIn(pages: readonly PageOfCandidates[], total: number): ReadonlySet<string> {
  const on = new Map<string, number>();
  for (const { candidates } of pages)
    for (const place of new Set(candidates.map(placeOf))) on.set(place, (on.get(place) ?? 0) + 1);
  const least = Math.min(REPEATS, Math.max(2, total));
  return new Set([...on].filter(([, count]) => count >= least).map(([place]) => place));
}

/** The size that most letters of the pages with candidates have. */
function bodySize(pages: readonly PageOfCandidates[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of pages.flatMap(({ lines }) => lines))
    letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

const keyOf = ({ x0, y0, x1, y1 }: Box): string => `${x0} ${y0} ${x1} ${y1}`;

function placed({ lines }: PageOfCandidates, paragraphs: readonly Paragraph[]): PlacedParagraph[] {
  const sizes = new Map(lines.map(({ box, size }) => [keyOf(box), size]));
  return paragraphs.map((paragraph, at) => {
    const first = paragraph.lines[0]?.box ?? paragraph.box;
    return { at, paragraph, size: sizes.get(keyOf(first)) ?? heightOf(first) };
  });
}

function isPanelOf(whole: Candidate, other: Candidate, caption: Caption): boolean {
  const isNext = -overlapX(whole.box, other.box) <= PANELS && overlapY(whole.box, other.box) > 0;
  return isNext && overlapX(caption.box, other.box) > 0.5 * widthOf(other.box);
}

/** Panels side by side above one caption that reaches below all of them are one figure. */
function withPanels(figures: readonly Candidate[], captions: Map<Candidate, Caption>): Candidate[] {
  const merged = new Set<Candidate>();
  const all = figures.map((figure) => {
    const caption = captions.get(figure);
    if (!caption || caption.number === null) return figure;
    let whole = figure;
    for (const other of figures) {
      const isTaken = other === figure || captions.has(other) || merged.has(other);
      if (isTaken || !isPanelOf(whole, other, caption)) continue;
      merged.add(other);
      whole = { ...whole, box: union(whole.box, other.box) };
    }
    if (whole !== figure) captions.set(whole, caption);
    return whole;
  });
  return all.filter((figure) => !merged.has(figure));
}

/** How many paragraphs stand above, as far down as the last of them. */
function readBefore({ box }: Candidate, paragraphs: readonly Paragraph[]): number {
  const above = (other: Box) => other.y1 <= box.y0 + SLACK && overlapX(other, box) > 0;
  return paragraphs.findLastIndex((each) => above(each.box)) + 1;
}

function figureOf(
  candidate: Candidate,
  caption: Caption | undefined,
  paragraphs: readonly Paragraph[],
): Figure {
  const { kind, box, alt } = candidate;
  return {
    kind,
    box: around([box]),
    caption: caption?.text.slice(0, LONGEST_CAPTION).toWellFormed() ?? null,
    paragraph: caption?.at ?? null,
    before: caption?.at ?? readBefore(candidate, paragraphs),
    number: caption?.number ?? null,
    alt: alt ?? null,
  };
}

/**
 * The figures of a document by page, from top to bottom: of the candidates those that are not repeated from page to
 * page, with their captions. Pure.
 * @param paragraphs by the page they begin on
 * @param total pages of the document
 */
export function figuresOf(
  pages: readonly PageOfCandidates[],
  paragraphs: ReadonlyMap<number, readonly Paragraph[]>,
  total: number,
): Map<number, Figure[]> {
  const repeated = repeatedIn(pages, total);
  const body = bodySize(pages);
  const found = new Map<number, Figure[]>();
  for (const page of pages) {
    const written = paragraphs.get(page.page) ?? [];
    const captions = captionsFor(page.candidates, placed(page, written), body);
    const own = withPanels(page.candidates, captions).filter(
      (each) => captions.get(each)?.number != null || (each.weak !== true && !repeated.has(placeOf(each))),
    );
    if (own.length > 0)
      found.set(
        page.page,
        own.map((each) => figureOf(each, captions.get(each), written)),
      );
  }
  return found;
}
