import { z } from '../../http/route.ts';
import { withoutOrderBoxes } from '../order-box.ts';
import { idsOnPage, paragraphsBefore } from '../output/blocks.ts';
import { labelled, type PageLabels } from '../output/page-labels.ts';
import { pageText } from '../output/page-lines.ts';
import { pageNotes } from '../page-notes.ts';
import { ANNOTATION_KINDS } from '../pdf/annotation-kinds.ts';
import { PAGE_KINDS } from '../pdf/page-kinds.ts';
import { LITTLE_CONFIDENCE } from '../recognition-notes.ts';
import { continuedOn } from '../records/pages.ts';
import type { StoredPage } from '../records/queries.ts';
import { PARTS } from '../text/paragraphs.ts';
import { figureJsonSchema, figuresJson } from './figure-json.ts';
import { boxJsonSchema, labelSchema, placeJsonSchema } from './place-json.ts';

const cellSchema = z.object({
  text: z.string(),
  box: boxJsonSchema.optional(),
  col_span: z.int(),
  row_span: z.int(),
});

const tableSchema = z
  .object({
    id: z.string(),
    table: z.int().openapi({ description: 'On its page, from 1.' }),
    box: boxJsonSchema.optional(),
    header: z.boolean().openapi({ description: 'Whether the first row is a header.' }),
    header_rows: z.int().openapi({ description: 'From the first.' }),
    spanning: z.boolean().openapi({ description: 'Whether any cell spans others.' }),
    rows: z.array(z.array(cellSchema)).openapi({
      description: 'As in HTML: no cell where another one spans.',
    }),
    place: z.int().openapi({ description: 'Paragraphs before it.' }),
  })
  .openapi('DocumentTable');

const paragraphSchema = z
  .object({
    id: z.string().openapi({ description: 'The same whenever the same file is read.' }),
    kind: z.enum(['text', 'list', 'heading', 'contents', 'aside', 'code', 'equation']),
    part: z.enum(PARTS).optional(),
    level: z.int().openapi({ description: 'Of a heading, from 1; else 0.' }),
    text: z.string().openapi({ description: 'Without the hyphens of line breaks.' }),
    box: boxJsonSchema.optional(),
    continued: z.array(placeJsonSchema).openapi({ description: 'The rest, on later pages.' }),
    note: z.string().optional().openapi({ description: 'The mark of a footnote or an endnote.' }),
    notes: z
      .array(placeJsonSchema.extend({ mark: z.string(), at: z.int(), text: z.string() }))
      .optional()
      .openapi({ description: 'Notes that marks in the text, at `at`, point to.' }),
  })
  .openapi('DocumentParagraph');

const annotationSchema = z
  .object({
    kind: z.enum(ANNOTATION_KINDS),
    box: boxJsonSchema,
    boxes: z.array(boxJsonSchema).optional().openapi({ description: 'Of the lines that are marked.' }),
    quote: z.string().nullable().openapi({ description: 'The text that is marked.' }),
    comment: z.string().nullable(),
    author: z.string().nullable(),
    date: z.string().nullable(),
    reply_to: z.int().optional().openapi({ description: 'The annotation that it answers, from 1.' }),
  })
  .openapi('DocumentAnnotation');

export const pageJsonSchema = z
  .object({
    page: z.int().openapi({ description: 'Page number, from 1.' }),
    label: labelSchema,
    kind: z.enum(PAGE_KINDS),
    language: z.string().nullable().openapi({ description: 'BCP 47; null if there is too little text.' }),
    language_confidence: z.number(),
    width: z.number().openapi({ description: 'Displayed width in points; 0 without pages.' }),
    height: z.number(),
    rotation: z.number(),
    text: z.string().openapi({
      description: 'In reading order; if unreadable, what its text layer says.',
    }),
    paragraphs: z.array(paragraphSchema).nullable().openapi({
      description: 'Those that start here; null until all pages are read.',
    }),
    tables: z.array(tableSchema),
    lines: z
      .array(
        z.object({
          text: z.string(),
          box: boxJsonSchema.optional(),
          size: z.number(),
          bold: z.boolean(),
          angle: z.number(),
        }),
      )
      .optional()
      .openapi({
        description: 'As printed; of a single page.',
      }),
    uncertain: z
      .array(z.object({ text: z.string(), confidence: z.number(), box: boxJsonSchema }))
      .optional()
      .openapi({ description: 'Recognized words with a confidence below 60.' }),
    figures: z.array(figureJsonSchema).optional().openapi({ description: 'From top to bottom.' }),
    annotations: z.array(annotationSchema).optional().openapi({
      description: 'Comments, highlights and other marks of readers.',
    }),
    links: z.array(z.object({ url: z.string(), box: boxJsonSchema.optional() })),
    images: z.int(),
    words: z.int(),
    ocr_confidence: z.number().nullable().openapi({
      description: '0 to 100; null if the text is embedded in the file.',
    }),
    notes: z.array(z.string()).openapi({
      description: 'On text that is not shown or unreadable.',
    }),
  })
  .openapi('DocumentPage');
export type PageJson = z.infer<typeof pageJsonSchema>;

type Body = StoredPage['body'];

const isUncertain = ({ confidence }: { confidence: number }): boolean => confidence < LITTLE_CONFIDENCE;

function tableJson(id: string, table: Body['tables'][number], { at, place }: { at: number; place: number }) {
  const { box, header, headerRows, spanning, rows } = table;
  const cells = rows.map((row) =>
    row.map((cell) => ({ text: cell.text, box: cell.box, col_span: cell.colSpan, row_span: cell.rowSpan })),
  );
  const rowsOfHeader = headerRows ?? (header ? 1 : 0);
  return { id, table: at + 1, box, header, header_rows: rowsOfHeader, spanning, rows: cells, place };
}

function paragraphJson(id: string, paragraph: NonNullable<StoredPage['paragraphs']>[number]) {
  const { kind, level, text, box, part, note, references } = paragraph;
  const notes = references?.map(({ mark, at, page, box: place, text: own }) => ({
    mark,
    at,
    page,
    box: place,
    text: own,
  }));
  return {
    ...{ id, kind, level, text, box, continued: continuedOn(paragraph) },
    ...(part ? { part } : {}),
    ...(note ? { note: note.mark } : {}),
    ...(notes ? { notes } : {}),
  };
}

export function pageJson(stored: StoredPage, labels: PageLabels, jobId: string): PageJson {
  const { body, pictured, ...page } = stored;
  const ids = idsOnPage(stored);
  const before = paragraphsBefore(stored);
  const { width, height, rotation, links, tables, unreadable, recognized, annotations } = body;
  const own = {
    page: page.page,
    kind: page.kind,
    language: page.language,
    language_confidence: page.languageConfidence,
    width,
    height,
    rotation,
    text: unreadable ?? pageText(body),
    paragraphs: page.paragraphs?.map((each, at) => paragraphJson(ids.paragraphs[at] ?? '', each)) ?? null,
    tables: tables.map((each, at) =>
      tableJson(ids.tables[at] ?? '', each, { at, place: before.get(at) ?? 0 }),
    ),
    ...(pictured ? { figures: figuresJson(jobId, page.page, pictured) } : {}),
    ...(annotations ? { annotations } : {}),
    links,
    images: page.images,
    words: page.words,
    ocr_confidence: page.ocrConfidence,
    ...(recognized ? { uncertain: recognized.filter(isUncertain) } : {}),
    notes: page.leftOut ? pageNotes(page.leftOut) : [],
  };
  return labelled(body.given ? withoutOrderBoxes(own) : own, labels);
}

/** A page with all of its lines, by which it can be drawn. */
export function drawnPageJson(stored: StoredPage, labels: PageLabels, jobId: string): PageJson {
  const lines = stored.body.lines.map(({ text, box, size, bold, angle }) => ({
    text,
    box,
    size,
    bold,
    angle,
  }));
  return { ...pageJson(stored, labels, jobId), lines: stored.body.given ? withoutOrderBoxes(lines) : lines };
}
