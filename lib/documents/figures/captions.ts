import { heightOf, overlapX, overlapY, widthOf } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import type { Candidate } from './figure.ts';

/** Words that captions of figures begin with, and what they are numbered by. */
const NAMED =
  /^\s*(?:supplementary\s+|extended\s+data\s+)?(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|bild|figura|figuur|afbeelding|рис(?:унок|\.)?|図|图|圖|그림|chart|diagram|scheme|schema|plate|exhibit|illustration|photo|image|map|tab(?:le|elle|\.)?|tableau|tabla)\s?(?:\u2014|-)?\s?((?:[A-Z]{1,2}[.-]?)?\d+(?:[.\u2013-]\d+)*[a-z]?|[IVXLC]+(?=[.: ]))(?:[).:|\u2013\u2014 ]|$)/iu;
/** Where the next caption of a line begins. */
const NEXT =
  /(?<=[.!?)] )(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|figura|рис(?:унок|\.)?) ?\d+(?:\.\d+)*[.:](?= )/giu;
/** Points from a figure to a caption that names one, and to one that does not. */
const FAR = 60;
const NEAR = 16;
/** Characters: what only stands below a figure is its caption if it is short and small. */
const LONGEST = 400;
const SMALLER = 0.95;
/** Points that boxes of lines reach above their letters. */
const SLACK = 3;

export interface PlacedParagraph {
  /** Place among those that begin on the page. */
  at: number;
  paragraph: Paragraph;
  /** Points; the size of its letters. */
  size: number;
}

export interface Caption {
  at: number;
  text: string;
  number: string | null;
  box: Box;
}

/** The number of the figure that a text is the caption of; null if it is none that says so. */
export const captionNumber = (text: string): string | null => NAMED.exec(text)?.[1] ?? null;

/** Points between a figure and what stands below or above it; null if it stands beside. */
function gapTo(figure: Box, text: Box): number | null {
  if (overlapX(figure, text) < 0.3 * Math.min(widthOf(figure), widthOf(text))) return null;
  const apart = -overlapY(figure, text);
  // Captions may be drawn within the figure's frame.
  return apart < -1.5 * heightOf(text) ? null : Math.max(0, apart);
}

const isBelow = (figure: Box, text: Box): boolean => text.y0 + text.y1 > figure.y0 + figure.y1;

/** Beside a figure, level with it, as in layouts with captions in the margin. */
function besideTo(figure: Box, text: Box): number | null {
  const apart = -overlapX(figure, text);
  return apart >= 0 && apart <= NEAR && overlapY(figure, text) > 0.8 * heightOf(text) ? apart : null;
}

/** How far a caption is from a figure; captions stand below rather than above. */
function distance(figure: Box, { box }: Caption): number | null {
  const gap = gapTo(figure, box);
  if (gap !== null && gap <= FAR) return gap + (isBelow(figure, box) ? 0 : NEAR);
  const beside = besideTo(figure, box);
  return beside === null ? null : beside + NEAR;
}

const captionOf = ({ at, paragraph }: PlacedParagraph): Caption => ({
  at,
  text: paragraph.text,
  number: captionNumber(paragraph.text),
  box: paragraph.box,
});

/** Captions side by side on one line are read as one paragraph; each is as wide as its text. */
function captionsIn(placed: PlacedParagraph): Caption[] {
  const { text, lines, box } = placed.paragraph;
  const starts = [...text.matchAll(NEXT)].map(({ index }) => index);
  if (lines.length > 1 || starts.length === 0) return [captionOf(placed)];
  const xAt = (offset: number) => box.x0 + (widthOf(box) * offset) / text.length;
  return [0, ...starts].map((from, at) => {
    const to = starts[at] ?? text.length;
    const own = text.slice(from, to).trim();
    const part = { ...box, x0: xAt(from), x1: xAt(to) };
    return { at: placed.at, text: own, number: captionNumber(own), box: part };
  });
}

/**
 * The captions of figures, each for one, the nearest first: those that say so, and for a figure without one short, small
 * text right below it.
 * @param body points; the size of most of the document's letters
 */
export function captionsFor(
  figures: readonly Candidate[],
  paragraphs: readonly PlacedParagraph[],
  body: number,
): Map<Candidate, Caption> {
  const found = new Map<Candidate, Caption>();
  const named = paragraphs.filter(
    ({ paragraph: { kind, text } }) => kind !== 'contents' && kind !== 'code' && captionNumber(text) !== null,
  );
  const pairs = named.flatMap(captionsIn).flatMap((caption) =>
    figures.flatMap((figure) => {
      const far = distance(figure.box, caption);
      return far === null ? [] : [{ figure, caption, far }];
    }),
  );
  const used = new Set<Caption>();
  for (const { figure, caption } of pairs.toSorted((a, b) => a.far - b.far)) {
    if (found.has(figure) || used.has(caption)) continue;
    found.set(figure, caption);
    used.add(caption);
  }
  const taken = new Set([...used].map(({ at }) => at));
  for (const figure of figures) {
    if (found.has(figure) || figure.weak) continue;
    const own = paragraphs.find((each) => !taken.has(each.at) && isPlainCaption(figure, each, body));
    if (!own) continue;
    taken.add(own.at);
    found.set(figure, captionOf(own));
  }
  return found;
}

function isPlainCaption(figure: Candidate, { paragraph, size }: PlacedParagraph, body: number): boolean {
  const { kind, text, box } = paragraph;
  if (kind !== 'text' || text.length > LONGEST || !/\S\s+\S/.test(text) || size > SMALLER * body)
    return false;
  const gap = gapTo(figure.box, box);
  return gap !== null && gap <= NEAR && box.y0 >= figure.box.y1 - SLACK;
}
