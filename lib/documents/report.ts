import { z } from 'zod';
import { FORM_KINDS } from './forms/form-kinds.ts';
import type { AttachedFile } from './pdf/attached-file.ts';
import { boxSchema } from './records/stored-page.ts';

/** Increased when stored reports change incompatibly. */
export const REPORT_VERSION = 1;

const kinds = {
  ...{ text: z.int(), scanned: z.int(), mixed: z.int(), empty: z.int() },
  /** Missing in reports from before it was looked for. */
  unreadable: z.int().default(0),
};

/** The stored report: page counts by kind, and notes for the reader. */
export const keptReportSchema = z.strictObject({
  report_version: z.literal(REPORT_VERSION),
  pages: z.strictObject({
    total: z.int(),
    ...kinds,
    /** Pages that could not be read; the report contains nothing from them. */
    failed: z.int(),
    /** Pages whose text was recognized from their picture. */
    recognized: z.int(),
  }),
  words: z.int(),
  /** Notes for the reader: scanned and unreadable pages, text that is not shown, failed pages, recognized text and its confidence. */
  notes: z.array(z.string()),
  /** Names of the analyses in this report, in order. */
  analyses: z.array(z.string()),
});
export type KeptReport = z.infer<typeof keptReportSchema>;

const attachedFileSchema = z.strictObject({
  name: z.string(),
  size: z.int().nullable(),
  type: z.string().nullable(),
  description: z.string().nullable(),
  modified: z.string().nullable(),
  page: z.int().nullable(),
}) satisfies z.ZodType<AttachedFile>;

export const infoSchema = z.strictObject({
  pages: z.int(),
  version: z.string().nullable(),
  encrypted: z.boolean(),
  permissions: z.strictObject({
    print: z.boolean(),
    modify: z.boolean(),
    copy: z.boolean(),
    annotate: z.boolean(),
  }),
  metadata: z.record(z.string(), z.string()),
  outline: z.array(z.strictObject({ title: z.string(), page: z.int().nullable(), level: z.int() })),
  /** Labels of all pages; missing if the file has none, and in older rows. */
  labels: z.array(z.string()).optional(),
  attachments: z.int(),
  /** Of a PDF; missing in older rows. */
  files: z.array(attachedFileSchema).optional(),
  form: z.boolean(),
  /** Missing of a PDF. */
  kind: z.enum(FORM_KINDS).optional(),
  /** What was left out of a form, or accepted in it. */
  remarks: z.array(z.string()).optional(),
});
export type DocumentInfo = z.infer<typeof infoSchema>;

const place = z.strictObject({ page: z.int(), box: boxSchema });
const pages = z.array(z.int());

/** Findings by the name of their analysis. What cannot be said is null or left out, with its reason in `not_assessed`. */
export const findingsSchemas = {
  structure: z.strictObject({
    /** From paragraph `start` up to, not including, `end`, counted from 0 over the whole document. */
    sections: z.array(
      z.strictObject({
        title: z.string(),
        level: z.int(),
        page: z.int(),
        path: z.array(z.string()),
        start: z.int(),
        end: z.int(),
      }),
    ),
    /** `table` counts from 1 on its page. */
    tables: z.array(
      place.extend({
        table: z.int(),
        rows: z.int(),
        columns: z.int(),
        header: z.boolean(),
        spanning: z.boolean(),
        /** The part on the page before that it goes on from; see `Continuation`. */
        continues: z
          .strictObject({ page: z.int(), table: z.int(), heads: z.int(), split: z.boolean() })
          .optional(),
      }),
    ),
    repeated_lines: z.array(z.strictObject({ text: z.string(), pages: z.int() })),
    languages: z.strictObject({
      main: z.string().nullable(),
      languages: z.array(z.strictObject({ language: z.string(), pages: z.int(), share: z.number() })),
    }),
    paragraphs: z.int(),
  }),
  keywords: z.strictObject({
    keywords: z.array(z.strictObject({ phrase: z.string(), count: z.int(), pages, score: z.number() })),
  }),
  summary: z.strictObject({
    sentences: z.array(
      place.extend({
        text: z.string(),
        rank: z.int(),
        continued: z.array(place),
        /** Id of its paragraph or table; missing in older findings, as that of entities. */
        paragraph: z.string().optional(),
      }),
    ),
  }),
  entities: z.strictObject({
    entities: z.array(
      z.strictObject({
        kind: z.enum(['date', 'amount', 'percentage', 'email', 'url', 'doi']),
        text: z.string(),
        value: z.string().nullable(),
        count: z.int(),
        pages,
        paragraphs: z.array(z.string()).optional(),
      }),
    ),
  }),
  readability: z.strictObject({
    sentences: z.int(),
    words: z.int(),
    words_per_sentence: z.number().nullable(),
    lix: z.number().nullable(),
    flesch: z.number().nullable(),
    minutes: z.number().nullable(),
  }),
  coverage: z.strictObject({
    words: z.int(),
    covered: z.int(),
    share: z.number().nullable(),
    list_words: z.int(),
    /** First lines of the list that are not words. */
    ignored: z.array(z.string()),
    found: z.array(z.strictObject({ word: z.string(), rank: z.int(), count: z.int(), page: z.int() })),
    uncovered: z.array(z.strictObject({ word: z.string(), count: z.int(), page: z.int() })),
    learning_set: z.array(
      place.extend({
        rank: z.int(),
        text: z.string(),
        new_words: z.array(z.string()),
        covered: z.number(),
      }),
    ),
  }),
} as const;

export type FindingsName = keyof typeof findingsSchemas;
export type Findings<Name extends FindingsName = FindingsName> = z.infer<(typeof findingsSchemas)[Name]>;
export const findingsOfJobSchema = z.object(findingsSchemas).partial();
/** Findings of a job; those of a failed step are missing. */
export type FindingsOfJob = z.infer<typeof findingsOfJobSchema>;
