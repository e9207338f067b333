import { around, holdsCentre, overlapX, overlapY } from '../../layout/boxes.ts';
import type { HiddenReason } from '../hidden-reasons.ts';
import type { Box } from '../page.ts';
import { boxOf, type Frame } from './frame.ts';
import type { Cover, Painted, Suspect } from './painted.ts';
import type { Pdfium } from './pdfium.ts';
import { contrast, difference, type Pixels, pixelsOf } from './pixels.ts';

/** Of 255. A character shows if taking it away changes its place by this much: #f8f8f8 on white does not. */
const SHOWS = 8;
/** Of 255. A picture has something at a place if its pixels differ by this much. */
const INKED = 40;
/** Suspects that overlap are taken away one after the other; those beyond count as shown. */
const MOST_GROUPS = 4;
/** Part of the page: a smaller picture is no scan, a picture over text that is smaller than a page hides it. */
const PICTURE = 0.02;
const PAGE_PICTURE = 0.5;

/** Reasons by the index of the character on its page. */
export type HiddenText = ReadonlyMap<number, HiddenReason>;

interface Page {
  handle: number;
  text: number;
  frame: Frame;
}

/** A suspect with its characters. */
interface Tested extends Suspect {
  characters: { index: number; box: Box }[];
}

/**
 * Characters of a page that nobody sees, found by drawing it with and without the text that may be hidden. Unseen text
 * over or under a picture is its text layer, and counts as seen.
 */
export function hiddenText(pdfium: Pdfium, page: Page, painted: Painted): HiddenText {
  const suspects = painted.suspects();
  if (suspects.length === 0) return new Map();
  const all = withCharacters(pdfium, page, suspects);
  const tested = all.filter((suspect) => !isLayerOfScan(suspect, painted));
  const hidden = new Map<number, HiddenReason>();
  if (tested.length === 0) return hidden;
  const drawing = { frame: page.frame, part: partOf(tested) };
  const whole = pixelsOf(pdfium, page.handle, drawing);
  if (!whole) return hidden;
  for (const group of groups(tested)) {
    const without = withoutGroup(pdfium, group, () => pixelsOf(pdfium, page.handle, drawing));
    if (!without) return hidden;
    for (const suspect of group) markHidden(suspect, { whole, without, painted }, hidden);
  }
  return hidden;
}

function withCharacters({ call, heap }: Pdfium, { text, frame }: Page, suspects: Suspect[]): Tested[] {
  const byObject = new Map(suspects.map((suspect) => [suspect.object, { ...suspect, characters: [] }]));
  const tested: Map<number, Tested> = byObject;
  const count = call.countCharacters(text);
  for (let index = 0; index < count; index++) {
    const found = tested.get(call.textObject(text, index));
    if (!found || call.unicode(text, index) === 0x20) continue;
    const { out } = heap;
    if (call.charBox(text, index, out, out + 8, out + 16, out + 24) === 0) continue;
    const [left, right, bottom, top] = [heap.double(0), heap.double(1), heap.double(2), heap.double(3)];
    found.characters.push({ index, box: boxOf(frame.matrix, left, bottom, right, top) });
  }
  return [...tested.values()].filter(({ characters }) => characters.length > 0);
}

/** Suspects of one group do not overlap. */
function groups(tested: readonly Tested[]): Tested[][] {
  const found: Tested[][] = [];
  for (const each of tested) {
    const free = found.find((group) => !group.some(({ box }) => overlap(box, each.box)));
    if (free) free.push(each);
    else if (found.length < MOST_GROUPS) found.push([each]);
  }
  return found;
}

const overlap = (a: Box, b: Box): boolean => overlapX(a, b) > 0 && overlapY(a, b) > 0;

/** Where the characters stand. */
const partOf = (tested: readonly Tested[]): Box =>
  around(tested.flatMap(({ characters }) => characters.map(({ box }) => box)));

function withoutGroup<T>({ call }: Pdfium, group: readonly Tested[], draw: () => T): T {
  for (const { object } of group) call.setActive(object, 0);
  try {
    return draw();
  } finally {
    for (const { object } of group) call.setActive(object, 1);
  }
}

function markHidden(
  { characters, why, ...suspect }: Tested,
  { whole, without, painted }: { whole: Pixels; without: Pixels; painted: Painted },
  hidden: Map<number, HiddenReason>,
): void {
  for (const { index, box } of characters) {
    if (difference(whole, without, box) >= SHOWS) continue;
    const picture = pictureAt(painted, box, { ...suspect, why });
    if (picture && contrast(whole, box) >= INKED) continue;
    hidden.set(index, why);
  }
}

/** The picture whose text this may be: one of its size that nothing is painted over. */
function pictureAt(
  painted: Painted,
  box: Box,
  { why, order }: Pick<Suspect, 'why' | 'order'>,
): Cover | undefined {
  const smallest = why === 'covered' ? PAGE_PICTURE : PICTURE;
  return painted.covers.find(
    (cover) =>
      cover.isPicture &&
      holdsCentre(cover.box, box) &&
      painted.shareOf(cover.box) >= smallest &&
      (why === 'invisible' || cover.order > order),
  );
}

/** Whether text is the layer of a scan that nothing is painted over: it is not looked at, as scans are slow to draw. */
function isLayerOfScan({ why, box, order }: Suspect, painted: Painted): boolean {
  if (why !== 'invisible' && why !== 'covered') return false;
  const scan = painted.covers.find(
    (cover) =>
      cover.isPicture &&
      holdsCentre(cover.box, box) &&
      painted.shareOf(cover.box) >= PAGE_PICTURE &&
      (why === 'invisible' || cover.order > order),
  );
  return (
    scan !== undefined &&
    !painted.covers.some((cover) => cover.order > scan.order && !cover.isPicture && overlap(cover.box, box))
  );
}
