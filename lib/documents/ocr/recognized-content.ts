import { heightOf, overlapX, overlapY, union } from '../layout/boxes.ts';
import type { Box, PageContent, TextRun } from '../pdf/page.ts';
import type { StoredPage } from '../records/queries.ts';
import type { PageBody } from '../records/stored-page.ts';
import type { RecognizedPage, RecognizedWord } from './recognized.ts';

const POINTS_AN_INCH = 72;
/** Of words beside a page's own text: in photographs Tesseract sees letters too, less surely. */
const SURE = 60;
/** Fewer words, or letters, are no text. */
const LEAST = { words: 3, letters: 10 } as const;
/** Share of a word's height that the page's own text covers. */
const COVERED = 1 / 3;

const scaled = ({ x0, y0, x1, y1 }: Box, dpi: number): Box => {
  const by = POINTS_AN_INCH / dpi;
  return { x0: x0 * by, y0: y0 * by, x1: x1 * by, y1: y1 * by };
};

function linesOf(words: readonly RecognizedWord[]): RecognizedWord[][] {
  const legible = words.filter(({ text }) => text.trim() !== '');
  return [...Map.groupBy(legible, ({ line }) => line).values()];
}

/** Words of a line as runs, all as high as the line: the boxes of commas and dashes would fall out of it. */
function runsOf(words: readonly RecognizedWord[], angle: number, dpi: number): TextRun[] {
  const line = scaled(words.map(({ box }) => box).reduce(union), dpi);
  const runsUpOrDown = angle % 180 !== 0;
  const { x0, x1, y0, y1 } = line;
  const thickness = runsUpOrDown ? { x0, x1 } : { y0, y1 };
  return words.map(({ text, box }) => ({
    text,
    box: { ...scaled(box, dpi), ...thickness },
    fontSize: runsUpOrDown ? x1 - x0 : y1 - y0,
    font: '',
    bold: false,
    italic: false,
    angle,
  }));
}

const runsIn = ({ words, angle }: RecognizedPage, dpi: number): TextRun[] =>
  linesOf(words).flatMap((line) => runsOf(line, angle ?? 0, dpi));

const rulingsIn = ({ rules = [] }: RecognizedPage, dpi: number): Box[] =>
  rules.map((box) => scaled(box, dpi));

type Scanned = Pick<StoredPage, 'page' | 'kind' | 'images' | 'leftOut'> & {
  body: Pick<PageBody, 'width' | 'height' | 'rotation' | 'links' | 'annotations'>;
};

/** A page with its recognized text. @param dpi of the picture that the boxes refer to */
export function recognizedContent(
  { page, kind, images, leftOut, body }: Scanned,
  recognized: RecognizedPage,
  dpi: number,
): PageContent {
  const { width, height, rotation, links, annotations } = body;
  return {
    ...{ page, width, height, rotation, links, images, kind, imageShare: 1 },
    runs: runsIn(recognized, dpi),
    rulings: rulingsIn(recognized, dpi),
    ...(annotations && { annotations }),
    ...leftOut,
  };
}

/** A page with its own text and what was recognized beside it. */
export const withRecognized = (shown: PageContent, recognized: RecognizedPage, dpi: number): PageContent => ({
  ...shown,
  runs: [...shown.runs, ...runsIn(recognized, dpi)],
  rulings: [...shown.rulings, ...rulingsIn(recognized, dpi)],
});

/** What was recognized where a page has no text of its own; null if that is no text to speak of. */
export function besideText(
  { runs }: Pick<PageContent, 'runs'>,
  recognized: RecognizedPage,
  dpi: number,
): RecognizedPage | null {
  const isOwn = (box: Box): boolean =>
    runs.some((run) => overlapX(run.box, box) > 0 && overlapY(run.box, box) > heightOf(box) * COVERED);
  const words = recognized.words.filter(
    ({ text, confidence, box }) =>
      confidence >= SURE && /[\p{L}\p{N}]/u.test(text) && !isOwn(scaled(box, dpi)),
  );
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  if (words.length < LEAST.words || letters < LEAST.letters) return null;
  const sum = words.reduce((all, { text, confidence }) => all + confidence * text.length, 0);
  return { ...recognized, words, confidence: sum / letters };
}

/** As a page stores them. */
export const recognizedWords = ({ words }: RecognizedPage, dpi: number) =>
  words.map(({ text, confidence, box }) => ({
    text,
    confidence: Math.round(confidence),
    box: scaled(box, dpi),
  }));
