import { boxCells } from '../order-box.ts';
import { idsOnPage } from '../output/blocks.ts';
import type { Row } from '../output/csv-rows.ts';
import type { Marked, Span } from '../output/marked.ts';
import { pageLines, pageText } from '../output/page-lines.ts';
import type { Box } from '../pdf/page.ts';
import { everyPage } from '../steps/every-page.ts';
import { markdownPieces, type Told } from './output.ts';
import type { ReadPages, StoredPage } from './queries.ts';

const HEADER: Row = ['format', 'start', 'end', 'id', 'page', 'x0', 'y0', 'x1', 'y1'];

const keyOf = ({ x0, y0, x1, y1 }: Box): string => `${x0} ${y0} ${x1} ${y1}`;

/** Ids of the paragraphs that lines belong to; a paragraph's lines may be on later pages. */
class LineOwners {
  readonly #byPage = new Map<number, Map<string, string>>();

  add({ paragraphs }: StoredPage, ids: readonly string[]): void {
    for (const [at, { lines }] of (paragraphs ?? []).entries()) {
      for (const { page, box } of lines) {
        const known = this.#byPage.get(page) ?? new Map<string, string>();
        if (!known.has(keyOf(box))) known.set(keyOf(box), ids[at] ?? '');
        this.#byPage.set(page, known);
      }
    }
  }

  /** Owners of a page's lines, which are then forgotten. */
  take(page: number): (box: Box) => string {
    const known = this.#byPage.get(page);
    this.#byPage.delete(page);
    return (box) => known?.get(keyOf(box)) ?? '';
  }
}

/** The lines of a page's text with their places; of a table's rows, those of each cell. */
function textSpans(
  { page, body }: StoredPage,
  ownerOf: (box: Box) => string,
  tables: readonly string[],
): Span[] {
  let at = 0;
  return pageLines(body).flatMap(({ text, table, parts }) => {
    const from = at;
    at += text.length + 1;
    return parts.map(({ start, end, box }) => {
      const id = table === null ? ownerOf(box) : (tables[table] ?? '');
      return { start: from + start, end: from + end, id, page, box };
    });
  });
}

const rowOf = (format: string, { start, end, id, page, box }: Span, by: number): Row => [
  ...[format, start + by, end + by, id, page],
  ...boxCells(box),
];

async function* textRowsOf(read: ReadPages): AsyncGenerator<Row> {
  const owners = new LineOwners();
  let [at, last] = [0, 1];
  for await (const stored of everyPage(read)) {
    const ids = idsOnPage(stored);
    owners.add(stored, ids.paragraphs);
    at += stored.page - last;
    for (const span of textSpans(stored, owners.take(stored.page), ids.tables)) yield rowOf('text', span, at);
    at += pageText(stored.body).length;
    last = stored.page;
  }
}

async function* markedRows(pieces: AsyncIterable<Marked>): AsyncGenerator<Row> {
  let at = 0;
  for await (const { text, spans } of pieces) {
    for (const span of spans) yield rowOf('markdown', span, at);
    at += text.length;
  }
}

/**
 * CSV rows of where each line of text and each cell stands in `format=text` and in Markdown, header first. Offsets
 * count UTF-16 code units from the start of the whole answer, as `String.slice` does.
 */
export async function* offsetRows(read: ReadPages, total: number, told: Told): AsyncGenerator<Row> {
  yield HEADER;
  yield* textRowsOf(read);
  yield* markedRows(markdownPieces(read, total, told));
}
