import { rounded } from '../../layout/boxes.ts';
import type { AnnotationKind } from '../annotation-kinds.ts';
import type { ReaderAnnotation } from '../page.ts';
import { pdfDate } from '../pdf-date.ts';
import type { Annotation } from './annotations.ts';
import { boxOf, type Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

/** By FPDF_ANNOT_*, fpdf_annot.h. */
const KINDS: ReadonlyMap<number, AnnotationKind> = new Map([
  [1, 'text'],
  [3, 'free_text'],
  [4, 'line'],
  [5, 'square'],
  [6, 'circle'],
  [7, 'polygon'],
  [8, 'polyline'],
  [9, 'highlight'],
  [10, 'underline'],
  [11, 'squiggly'],
  [12, 'strike_out'],
  [13, 'stamp'],
  [14, 'caret'],
  [15, 'ink'],
  [17, 'file_attachment'],
  [28, 'redact'],
]);
const MARKUP: ReadonlySet<AnnotationKind> = new Set(['highlight', 'underline', 'squiggly', 'strike_out']);
const MOST = 1_000;
/** Marked lines of a page that are read: each is looked for in the whole text of the page. */
const MOST_LINES = 1_000;
const MOST_CHARACTERS = 10_000;
/** Marks are as high as the line and its leading: of their height, what surely belongs to the lines around. */
const EDGE = 0.35;

interface Page {
  page: number;
  text: number;
  frame: Frame;
}

type Quad = readonly [left: number, bottom: number, right: number, top: number];
/** A marked line in the page's own coordinates, and whether its text runs up or down there. */
interface Marked {
  quad: Quad;
  isUpright: boolean;
}

/** Collects the annotations of a page that readers made, in the order of the file. */
export class ReaderAnnotations {
  readonly #pdfium: Pdfium;
  readonly #page: Page;
  readonly #made: { index: number; answers: number; annotation: ReaderAnnotation }[] = [];
  #linesLeft = MOST_LINES;

  constructor(pdfium: Pdfium, page: Page) {
    this.#pdfium = pdfium;
    this.#page = page;
  }

  take(annotation: Annotation): void {
    const kind = KINDS.get(annotation.subtype);
    if (!kind || this.#made.length >= MOST) return;
    const { handle, index, box } = annotation;
    // A state such as "Accepted", which viewers show as one of what it answers.
    if (this.#pdfium.api.FPDFAnnot_HasKey(handle, 'StateModel')) return;
    const marked = MARKUP.has(kind) ? this.#marked(handle) : [];
    const [comment, author] = [this.#string(handle, 'Contents'), this.#string(handle, 'T')];
    const date = pdfDate(this.#string(handle, 'M') ?? this.#string(handle, 'CreationDate') ?? '');
    const quote = this.#quote(marked);
    const boxes = marked.map(({ quad }) => rounded(boxOf(this.#page.frame.matrix, ...quad)));
    this.#made.push({
      index,
      answers: this.#answeredBy(handle),
      annotation: {
        kind,
        box: rounded(box),
        ...(boxes.length > 0 && { boxes }),
        ...{ quote, comment, author, date },
      },
    });
  }

  all(): ReaderAnnotation[] {
    return this.#made.map(({ answers, annotation }) => {
      const at = answers < 0 ? -1 : this.#made.findIndex(({ index }) => index === answers);
      return at < 0 ? annotation : { ...annotation, reply_to: at + 1 };
    });
  }

  #string(handle: number, key: string): string | null {
    const { api, heap } = this.#pdfium;
    const text = heap.utf16((at, bytes) => api.FPDFAnnot_GetStringValue(handle, key, at, bytes));
    const own = text.replaceAll(/\r\n?/g, '\n').trim().toWellFormed();
    return own === '' ? null : own.slice(0, MOST_CHARACTERS).toWellFormed();
  }

  /** Index of the annotation that this one answers; -1 if it answers none. */
  #answeredBy(handle: number): number {
    const { api, call } = this.#pdfium;
    if (!api.FPDFAnnot_HasKey(handle, 'IRT')) return -1;
    const answered = api.FPDFAnnot_GetLinkedAnnot(handle, 'IRT');
    if (answered === 0) return -1;
    const index = api.FPDFPage_GetAnnotIndex(this.#page.page, answered);
    call.closeAnnotation(answered);
    return index;
  }

  #marked(handle: number): Marked[] {
    const { api, heap } = this.#pdfium;
    const count = Math.min(this.#linesLeft, api.FPDFAnnot_CountAttachmentPoints(handle));
    this.#linesLeft -= Math.max(0, count);
    const lines: Marked[] = [];
    for (let i = 0; i < count; i++) {
      if (!api.FPDFAnnot_GetAttachmentPoints(handle, i, heap.out)) continue;
      const across = [0, 2, 4, 6].map((at) => heap.float(at));
      const up = [1, 3, 5, 7].map((at) => heap.float(at));
      // Readers write the first two corners along the line.
      const [dx, dy] = [heap.float(2) - heap.float(0), heap.float(3) - heap.float(1)];
      const quad: Quad = [Math.min(...across), Math.min(...up), Math.max(...across), Math.max(...up)];
      lines.push({ quad, isUpright: Math.abs(dy) > Math.abs(dx) });
    }
    return lines;
  }

  #quote(marked: readonly Marked[]): string | null {
    const lines = marked.map((each) => this.#textIn(core(each)).replaceAll(/\s+/g, ' ').trim());
    const quote = lines.filter((line) => line !== '').join(' ');
    return quote === '' ? null : quote.slice(0, MOST_CHARACTERS).toWellFormed();
  }

  #textIn([left, bottom, right, top]: Quad): string {
    const { api, heap } = this.#pdfium;
    const { text } = this.#page;
    return heap.utf16((at, bytes) =>
      // Counts in UTF-16 units, and takes no end.
      at === 0
        ? api.FPDFText_GetBoundedText(text, left, top, right, bottom, 0, 0) * 2
        : api.FPDFText_GetBoundedText(text, left, top, right, bottom, at, bytes / 2) * 2,
    );
  }
}

/** The part of a marked line that no other line reaches into. */
function core({ quad: [left, bottom, right, top], isUpright }: Marked): Quad {
  const edge = (isUpright ? right - left : top - bottom) * EDGE;
  return isUpright ? [left + edge, bottom, right - edge, top] : [left, bottom + edge, right, top - edge];
}
