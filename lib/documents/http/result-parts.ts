import { type Cell, csvLine } from '../../core/csv.ts';
import { Refusal } from '../../core/errors.ts';
import type { TextForm, Writing } from '../../http/route.ts';
import { CSV_TYPE, fileHeaders, z } from '../../http/route.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import { learningSetRows } from '../output/csv-rows.ts';
import { imagesOf } from '../output/figure-image.ts';
import { labelledRows } from '../output/page-labels.ts';
import { offsetRows } from '../records/offsets.ts';
import { FINDING_ROWS, sentenceRows, tableRows } from '../records/output.ts';
import { storedPage } from '../records/queries.ts';
import { tableCsv } from '../tables/table-csv.ts';
import { learnt } from './learnt.ts';
import { missing, structureOf, type Written, writtenOf } from './written.ts';

/** Parts of a document's result that are available as CSV. */
const PARTS = ['sentences', 'keywords', 'entities', 'coverage', 'learning_set', 'table', 'offsets'] as const;
type Part = (typeof PARTS)[number];

const partSchema = z
  .enum(PARTS, `part must be one of: ${PARTS.join(', ')}.`)
  .optional()
  .openapi({ description: 'Part of a document to return as CSV; defaults to its sentences.' });

/** Query parameters that select the part. */
export const PART_QUERY = {
  part: partSchema,
  page_marks: z
    .enum(['true', 'false'], 'page_marks must be true or false.')
    .optional()
    .openapi({ description: 'Anchors in Markdown where pages begin; part=offsets counts them.' }),
  known_words: z
    .string()
    .max(4_000, 'known_words has at most 4,000 characters.')
    .optional()
    .openapi({ description: 'Left out of the learning set, in any form.' }),
  known_first: z
    .string()
    .regex(/^\d{1,6}$/, 'known_first is how many words of the list the reader knows, e.g. 2000.')
    .optional()
    .openapi({ description: 'So many of the most frequent words of the list are known.' }),
  table: z
    .string()
    .regex(/^[1-9]\d{0,5}\.[1-9]\d{0,3}$/, 'table must be a page and a number, e.g. 12.1.')
    .optional()
    .openapi({
      description: 'With part=table: `12.1` is the first table of page 12, with its parts on other pages.',
    }),
};

/** Whether Markdown is to have anchors of pages. */
export const pageMarksOf = (asked: Writing['query']): boolean => asked['page_marks'] === 'true';

const partOf = ({ query: asked }: Writing): Part =>
  partSchema.parse(asked['part']) ?? (asked['table'] === undefined ? 'sentences' : 'table');

/** @throws Refusal `invalid_input`, `not_found`. */
async function tableText(
  context: JobsContext,
  job: Job,
  { read, findings }: Written,
  asked: string | undefined,
): Promise<string> {
  if (asked === undefined) {
    const message =
      'part=table requires table, a page and a number, e.g. table=12.1 for the first table of page 12.';
    throw new Refusal('invalid_input', message, { faults: [{ path: 'table', code: 'missing', message }] });
  }
  const [page = 0, number = 0] = asked.split('.').map(Number);
  const structure = findings.structure ?? { tables: [] };
  const rows = await tableRows(read, structure, { page, table: number });
  if (rows) return tableCsv({ rows });
  const stored = await query(context, () => storedPage(context.db, job.id, page));
  const there = stored ? `has ${stored.tables} tables` : 'was not read';
  throw new Refusal('not_found', `There is no table ${asked} in ${job.id}: page ${page} ${there}.`);
}

async function* csvLines(rows: AsyncIterable<Cell[]> | Iterable<Cell[]>): AsyncGenerator<string> {
  for await (const row of rows) yield csvLine(row);
}

async function* pieces(context: JobsContext, writing: Writing): AsyncGenerator<string> {
  const { job, query: asked } = writing;
  const part = partOf(writing);
  const written = await writtenOf(context, job);
  const { labels, read, total } = written;
  if (part === 'table') yield await tableText(context, job, written, asked['table']);
  else if (part === 'offsets') {
    const told = {
      structure: await structureOf(context, written, job),
      labels,
      pageMarks: pageMarksOf(asked),
      imageOf: imagesOf(job.id),
    };
    yield* csvLines(labelledRows(offsetRows(read, total, told), labels));
  } else if (part === 'sentences')
    yield* csvLines(labelledRows(sentenceRows(read, await structureOf(context, written, job)), labels));
  else if (part === 'learning_set') {
    const { set, isLemmatized } = await learnt(written, job, asked);
    yield* csvLines(labelledRows(learningSetRows(set, isLemmatized), labels));
  } else {
    const rows = FINDING_ROWS[part](written.findings);
    if (!rows) throw missing(job, part);
    yield* csvLines(labelledRows(rows, labels));
  }
}

/** One part of a document's result as CSV; by default its sentences. */
export const DOCUMENT_CSV: TextForm = {
  example: 'page,sentence\n1,The text of page 1.\n',
  headers: (writing) => {
    const part = partOf(writing);
    const name = part === 'table' ? `table-${writing.query['table'] ?? ''}` : part;
    return fileHeaders(CSV_TYPE, `${writing.job.id}-${name}.csv`);
  },
  pieces,
};
