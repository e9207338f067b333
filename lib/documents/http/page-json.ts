import { z } from '../../http/route.ts';
import { PAGE_KINDS } from '../pdf/page-kinds.ts';
import { continuedOn } from '../records/pages.ts';
import type { StoredPage } from '../records/queries.ts';
import { plainTextOf } from '../text/page-text.ts';
import { boxJsonSchema, placeJsonSchema } from './place-json.ts';

const cellSchema = z.object({
  text: z.string(),
  box: boxJsonSchema,
  col_span: z.int(),
  row_span: z.int(),
});

const tableSchema = z
  .object({
    table: z.int().openapi({ description: 'Number of the table on its page, from 1.' }),
    box: boxJsonSchema,
    header: z.boolean().openapi({ description: 'Whether the first row is a header.' }),
    header_rows: z.int().openapi({ description: 'Rows of the header, from the first.' }),
    spanning: z.boolean().openapi({ description: 'Whether any cell spans several rows or columns.' }),
    rows: z.array(z.array(cellSchema)).openapi({
      description: 'Cells by row, as in HTML: positions covered by a spanning cell are omitted.',
    }),
  })
  .openapi('DocumentTable');

const paragraphSchema = z
  .object({
    kind: z.enum(['text', 'list', 'heading', 'contents', 'aside']),
    level: z.int().openapi({ description: 'Heading level, from 1; otherwise 0.' }),
    text: z.string().openapi({ description: 'Without line breaks and end-of-line hyphens.' }),
    box: boxJsonSchema,
    continued: z.array(placeJsonSchema).openapi({ description: 'Locations of the rest on later pages.' }),
  })
  .openapi('DocumentParagraph');

export const pageJsonSchema = z
  .object({
    page: z.int().openapi({ description: 'Page number, from 1.' }),
    kind: z.enum(PAGE_KINDS),
    language: z.string().nullable().openapi({ description: 'BCP 47; null if there is too little text.' }),
    language_confidence: z.number(),
    width: z.number().openapi({ description: 'Displayed width in points.' }),
    height: z.number(),
    rotation: z.number(),
    text: z.string().openapi({ description: 'Raw text, in the order of the PDF engine.' }),
    paragraphs: z.array(paragraphSchema).nullable().openapi({
      description: 'Paragraphs that start on the page; null until the whole document is read.',
    }),
    tables: z.array(tableSchema),
    links: z.array(z.object({ url: z.string(), box: boxJsonSchema })),
    images: z.int(),
    words: z.int(),
    ocr_confidence: z.number().nullable().openapi({
      description: '0 to 100; null if the text is embedded in the file.',
    }),
  })
  .openapi('DocumentPage');
export type PageJson = z.infer<typeof pageJsonSchema>;

type Body = StoredPage['body'];

function tableJson({ box, header, headerRows, spanning, rows }: Body['tables'][number], place: number) {
  const cells = rows.map((row) =>
    row.map((cell) => ({ text: cell.text, box: cell.box, col_span: cell.colSpan, row_span: cell.rowSpan })),
  );
  const rowsOfHeader = headerRows ?? (header ? 1 : 0);
  return { table: place + 1, box, header, header_rows: rowsOfHeader, spanning, rows: cells };
}

function paragraphJson(paragraph: NonNullable<StoredPage['paragraphs']>[number]) {
  const { kind, level, text, box } = paragraph;
  return { kind, level, text, box, continued: continuedOn(paragraph) };
}

export function pageJson({ body, ...page }: StoredPage): PageJson {
  const { width, height, rotation, lines, links, tables } = body;
  return {
    page: page.page,
    kind: page.kind,
    language: page.language,
    language_confidence: page.languageConfidence,
    width,
    height,
    rotation,
    text: plainTextOf(lines),
    paragraphs: page.paragraphs?.map(paragraphJson) ?? null,
    tables: tables.map(tableJson),
    links,
    images: page.images,
    words: page.words,
    ocr_confidence: page.ocrConfidence,
  };
}
