import type { Paragraph } from '../text/paragraphs.ts';
import { captionNumber } from './captions.ts';
import type { Figure } from './figure.ts';

/** Paragraphs between an image and its caption, among them its alternative text. */
const NEXT = 2;

/** The place of the caption of the image at a place: behind it, else before it. */
function captionAt(paragraphs: readonly Paragraph[], at: number): number | null {
  const isCaption = (place: number) => captionNumber(paragraphs[place]?.text ?? '') !== null;
  const behind = Array.from({ length: NEXT }, (_, step) => at + 1 + step).find(
    (place) => paragraphs[place]?.part !== 'image' && isCaption(place),
  );
  return behind ?? (isCaption(at - 1) ? at - 1 : null);
}

/**
 * The figures of a page of a form that marks its paragraphs: images with an alternative text, which has a place in the
 * order of the page and no box. Pure.
 */
export function markedFigures(paragraphs: readonly Paragraph[]): Figure[] {
  const used = new Set<number>();
  return paragraphs.flatMap(({ part, text, box }, at): Figure[] => {
    if (part !== 'image') return [];
    const found = captionAt(paragraphs, at);
    const place = found !== null && !used.has(found) ? found : null;
    if (place !== null) used.add(place);
    const caption = place === null ? null : (paragraphs[place]?.text ?? null);
    const number = caption === null ? null : captionNumber(caption);
    return [{ kind: 'raster', box, caption, paragraph: place, before: at, number, alt: text }];
  });
}

/** The same of all pages; pages without any are missing. */
export function markedByPage(byPage: ReadonlyMap<number, readonly Paragraph[]>): Map<number, Figure[]> {
  const found = [...byPage].map(([page, paragraphs]) => [page, markedFigures(paragraphs)] as const);
  return new Map(found.filter(([, figures]) => figures.length > 0));
}
