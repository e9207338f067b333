import { z } from 'zod';
import { packText, unpackText } from '../../core/packed-text.ts';
import type { Candidate, Figure } from '../figures/figure.ts';
import { ANNOTATION_KINDS } from '../pdf/annotation-kinds.ts';
import { HIDDEN_REASONS, type HiddenCounts } from '../pdf/hidden-reasons.ts';
import type { ReaderAnnotation } from '../pdf/page.ts';
import { UNREADABLE_REASONS } from '../pdf/unreadable-reasons.ts';
import type { Table } from '../tables/table.ts';
import type { PageText } from '../text/page-text.ts';
import { PARTS, type Paragraph } from '../text/paragraphs.ts';

export const boxSchema = z.strictObject({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });

const lineSchema = z.strictObject({
  text: z.string(),
  box: boxSchema,
  size: z.number(),
  bold: z.boolean(),
  angle: z.number(),
  starts: z.boolean(),
  advance: z.number().optional(),
  equation: z.boolean().optional(),
});

/** What a page's file says and the page does not show. */
export const leftOutSchema = z.strictObject({
  /** Characters, by reason. */
  hidden: z.partialRecord(z.enum(HIDDEN_REASONS), z.int()) satisfies z.ZodType<HiddenCounts>,
  /** Why the text of the page cannot be read. */
  unreadable: z.enum(UNREADABLE_REASONS).optional(),
  /** Fonts whose characters cannot be read, on a page that can be. */
  brokenFonts: z.array(z.strictObject({ font: z.string(), characters: z.int() })).optional(),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

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
  continues: z.boolean().optional(),
}) satisfies z.ZodType<Table>;

const paragraphSchema = z.strictObject({
  kind: z.enum(['text', 'list', 'heading', 'contents', 'aside', 'code', 'equation']),
  level: z.int(),
  text: z.string(),
  page: z.int(),
  box: boxSchema,
  depth: z.int().optional(),
  part: z.enum(PARTS).optional(),
  lines: z.array(z.strictObject({ at: z.int(), page: z.int(), box: boxSchema })),
  note: z.strictObject({ mark: z.string(), label: z.string(), length: z.int() }).optional(),
  references: z
    .array(
      z.strictObject({
        at: z.int(),
        length: z.int(),
        mark: z.string(),
        label: z.string(),
        page: z.int(),
        box: boxSchema,
        text: z.string(),
      }),
    )
    .optional(),
}) satisfies z.ZodType<Paragraph>;

const annotationSchema = z.strictObject({
  kind: z.enum(ANNOTATION_KINDS),
  box: boxSchema,
  boxes: z.array(boxSchema).optional(),
  quote: z.string().nullable(),
  comment: z.string().nullable(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  reply_to: z.int().optional(),
}) satisfies z.ZodType<ReaderAnnotation>;

const candidateSchema = z.strictObject({
  kind: z.enum(['raster', 'vector']),
  box: boxSchema,
  key: z.string(),
  weak: z.boolean().optional(),
  alt: z.string().optional(),
}) satisfies z.ZodType<Candidate>;

/** The figures of a page, as its row has them. */
export const figuresSchema = z.array(
  z.strictObject({
    kind: z.enum(['raster', 'vector']),
    box: boxSchema,
    caption: z.string().nullable(),
    paragraph: z.int().nullable(),
    before: z.int(),
    number: z.string().nullable(),
    alt: z.string().nullable(),
  }) satisfies z.ZodType<Figure>,
);

/** Stored content of a page: its lines in reading order, the links and tables on it. Older ones also hold `text`. */
const pageBodySchema = z.object({
  /** Points, as shown. */
  width: z.number(),
  height: z.number(),
  rotation: z.number(),
  lines: z.array(lineSchema) satisfies z.ZodType<PageText['lines']>,
  links: z.array(z.strictObject({ url: z.string(), box: boxSchema })),
  tables: z.array(tableSchema),
  /** What readers left on it; absent if nothing, and in older rows. */
  annotations: z.array(annotationSchema).optional(),
  /** Pictures and drawings that may be figures; absent if there are none, and in older rows. */
  drawn: z.array(candidateSchema).optional(),
  /** Words of a recognized page, with 0 to 100 for each, in the order of reading. */
  recognized: z
    .array(z.strictObject({ text: z.string(), confidence: z.number(), box: boxSchema }))
    .optional(),
  /** Text of a page whose text cannot be read, as the file has it. */
  unreadable: z.string().optional(),
  /** The paragraphs of a form that marks them itself; nothing is told from the look of its lines. */
  given: z.array(paragraphSchema).optional(),
});
export type PageBody = z.infer<typeof pageBodySchema>;

export const packPage = (body: PageBody): Promise<string> => packText(JSON.stringify(body));

export async function unpackPage(packed: string): Promise<PageBody> {
  return pageBodySchema.parse(JSON.parse(await unpackText(packed)));
}

export const packParagraphs = (paragraphs: readonly Paragraph[]): Promise<string> =>
  packText(JSON.stringify(paragraphs));

export async function unpackParagraphs(packed: string): Promise<Paragraph[]> {
  return z.array(paragraphSchema).parse(JSON.parse(await unpackText(packed)));
}
