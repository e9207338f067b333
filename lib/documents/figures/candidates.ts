import { heightOf, holdsCentre, overlapX, overlapY, union, widthOf } from '../layout/boxes.ts';
import type { Box, Graphic, PageContent, TextRun } from '../pdf/page.ts';
import type { Table } from '../tables/table.ts';
import type { Candidate } from './figure.ts';

/** Points; smaller ones are icons, bullets, signs. */
const SMALLEST = 24;
/** Share of the page that a figure has, and less if a caption names it. */
const LEAST = 0.01;
const LEAST_NAMED = 0.004;
/** Of both sides of a page: its background, or a scan. */
const WHOLE = 0.85;
/** Shares of a drawing that text in it covers: prose in a box, and text that a caption may still make a figure. */
const PROSE = 0.12;
const MUCH_TEXT = 0.35;
/** Characters of a run that is prose or code, not a label. */
const LONG = 30;
const SHORT = 24;
/** Paths that make a drawing: lines that are not straight, or many that are. */
const COMPLEX = 3;
const MANY = 8;
/** Of a drawing with a table in it. */
const SURELY_DRAWN = 12;
/** Points from a drawing to its labels. */
const LABEL = 8;
const CAPTION = /^(?:fig|abb|tab|bild|рис|图|圖|図|chart|scheme|plate)/iu;

const areaOf = (box: Box): number => Math.max(0, widthOf(box)) * Math.max(0, heightOf(box));
const shared = (a: Box, b: Box): number => Math.max(0, overlapX(a, b)) * Math.max(0, overlapY(a, b));

type Page = Pick<PageContent, 'width' | 'height' | 'kind' | 'runs'>;

/** Share of a box that runs with at least `least` characters cover. */
function textShare(box: Box, runs: readonly TextRun[], least = 1): number {
  const within = runs.filter((run) => run.text.length >= least && holdsCentre(box, run.box));
  return within.reduce((sum, run) => sum + shared(box, run.box), 0) / Math.max(1, areaOf(box));
}

const coversPage = (box: Box, { width, height }: Page): boolean =>
  widthOf(box) > WHOLE * width && heightOf(box) > WHOLE * height;

/** The drawing with the labels around it, such as those of axes. */
function withLabels(box: Box, runs: readonly TextRun[], width: number): Box {
  const labels = runs.filter(
    ({ text, box: own }) =>
      text.trim().length <= SHORT && widthOf(own) < width / 4 && !CAPTION.test(text.trim()),
  );
  let grown = box;
  for (let round = 0; round < 2; round++) {
    const near = labels.filter(
      (run) => overlapX(grown, run.box) > -LABEL && overlapY(grown, run.box) > -LABEL,
    );
    // A line of prose reaches from word to word: what it grows by would be as wide as the text.
    const next = near.map((run) => run.box).reduce(union, grown);
    if (widthOf(next) > widthOf(box) + 0.25 * width) return grown;
    grown = next;
  }
  return grown;
}

/** Drawings over a picture, and pictures set close together within one drawing, are one figure. */
function overlapping(graphics: readonly Graphic[]): Graphic[] {
  const found: Graphic[] = [];
  for (const each of graphics.toSorted((a, b) => areaOf(b.box) - areaOf(a.box))) {
    const own = found.find(
      (other) =>
        shared(other.box, each.box) > 0.5 * Math.max(1, Math.min(areaOf(each.box), areaOf(other.box))),
    );
    if (!own) found.push({ ...each });
    else {
      own.box = union(own.box, each.box);
      own.parts += each.parts;
      own.complex += each.complex;
      own.alt ??= each.alt;
      if (each.kind === 'raster' && own.kind === 'vector' && areaOf(each.box) > 0.5 * areaOf(own.box))
        own.kind = 'raster';
    }
  }
  return found;
}

function ofPicture({ kind: _, ...graphic }: Graphic, page: Page): Candidate | null {
  const { box, key, alt } = graphic;
  if (page.kind === 'scanned' && coversPage(box, page)) return null;
  const text = textShare(box, page.runs);
  if (text > MUCH_TEXT || (coversPage(box, page) && text > PROSE)) return null;
  const isSmall = areaOf(box) < LEAST * page.width * page.height;
  return { kind: 'raster', box, key, ...(isSmall && { weak: true }), ...(alt !== undefined && { alt }) };
}

function ofDrawing(graphic: Graphic, page: Page, tables: readonly Table[]): Candidate | null {
  const { key, alt, parts, complex } = graphic;
  const text = textShare(graphic.box, page.runs, LONG);
  if (text > MUCH_TEXT || (parts < 2 && complex === 0)) return null;
  const isWhole = coversPage(graphic.box, page);
  // Text that is drawn as paths.
  if (isWhole && page.runs.length === 0) return null;
  const box = withLabels(graphic.box, page.runs, page.width);
  const tabled = tables.reduce((sum, table) => sum + shared(table.box, graphic.box), 0);
  const isTable = tabled > 0.5 * areaOf(graphic.box) && complex < SURELY_DRAWN;
  const isDrawn = complex >= COMPLEX || parts >= MANY;
  const isSmall = areaOf(box) < LEAST * page.width * page.height;
  // Bars stand apart from text; the stripes of a box of code do not.
  const isBox = complex < COMPLEX && textShare(graphic.box, page.runs) > PROSE;
  const weak = isSmall || isTable || !isDrawn || isBox || text > PROSE;
  return { kind: 'vector', box, key, ...(weak && { weak }), ...(alt !== undefined && { alt }) };
}

/** The figure that a plain area holds reaches as far as that area, if nothing else is in it. */
function onPanel(candidate: Candidate, panels: readonly Graphic[], page: Page): Candidate {
  const panel = panels.find(
    ({ box }) =>
      shared(box, candidate.box) > 0.9 * areaOf(candidate.box) && textShare(box, page.runs, LONG) < PROSE,
  );
  return panel && areaOf(panel.box) < 3 * areaOf(candidate.box)
    ? { ...candidate, box: union(panel.box, candidate.box) }
    : candidate;
}

/**
 * What of a page may be a figure: pictures and drawings that are neither rules, tables, boxes around text, icons nor
 * the page's background.
 */
export function candidatesOf(page: PageContent, tables: readonly Table[]): Candidate[] {
  const graphics = page.graphics ?? [];
  const panels = graphics.filter(({ kind }) => kind === 'panel');
  const least = LEAST_NAMED * page.width * page.height;
  const found = overlapping(graphics.filter(({ kind }) => kind !== 'panel')).filter(
    ({ box }) => Math.min(widthOf(box), heightOf(box)) >= SMALLEST && areaOf(box) >= least,
  );
  return found
    .flatMap((graphic) => {
      const own = graphic.kind === 'raster' ? ofPicture(graphic, page) : ofDrawing(graphic, page, tables);
      return own ? [onPanel(own, panels, page)] : [];
    })
    .toSorted((a, b) => a.box.y0 - b.box.y0 || a.box.x0 - b.box.x0);
}
