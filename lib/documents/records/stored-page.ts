import { z } from 'zod';
import { packText, unpackText } from '../../core/packed-text.ts';
import type { Table } from '../tables/table.ts';
import type { PageText } from '../text/page-text.ts';
import type { Paragraph } from '../text/paragraphs.ts';

export const boxSchema = z.strictObject({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });

const lineSchema = z.strictObject({
  text: z.string(),
  box: boxSchema,
  size: z.number(),
  bold: z.boolean(),
  angle: z.number(),
  starts: z.boolean(),
});

const cellSchema = z.strictObject({
  text: z.string(),
  box: boxSchema,
  colSpan: z.int(),
  rowSpan: z.int(),
});

const tableSchema = z.strictObject({
  box: boxSchema,
  rows: z.array(z.array(cellSchema)),
  header: z.boolean(),
  headerRows: z.int().optional(),
  spanning: z.boolean(),
}) satisfies z.ZodType<Table>;

/** Stored content of a page: its lines in reading order, the links and tables on it. Older ones also hold `text`. */
const pageBodySchema = z.object({
  /** Points, as shown. */
  width: z.number(),
  height: z.number(),
  rotation: z.number(),
  lines: z.array(lineSchema) satisfies z.ZodType<PageText['lines']>,
  links: z.array(z.strictObject({ url: z.string(), box: boxSchema })),
  tables: z.array(tableSchema),
});
export type PageBody = z.infer<typeof pageBodySchema>;

const paragraphSchema = z.strictObject({
  kind: z.enum(['text', 'list', 'heading', 'contents', 'aside']),
  level: z.int(),
  text: z.string(),
  page: z.int(),
  box: boxSchema,
  lines: z.array(z.strictObject({ at: z.int(), page: z.int(), box: boxSchema })),
}) satisfies z.ZodType<Paragraph>;

export const packPage = (body: PageBody): Promise<string> => packText(JSON.stringify(body));

export async function unpackPage(packed: string): Promise<PageBody> {
  return pageBodySchema.parse(JSON.parse(await unpackText(packed)));
}

export const packParagraphs = (paragraphs: readonly Paragraph[]): Promise<string> =>
  packText(JSON.stringify(paragraphs));

export async function unpackParagraphs(packed: string): Promise<Paragraph[]> {
  return z.array(paragraphSchema).parse(JSON.parse(await unpackText(packed)));
}
