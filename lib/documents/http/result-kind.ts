import type { Place, ResultPage, Results } from '../../http/route.ts';
import { numberedPlace, z } from '../../http/route.ts';
import type { JobsContext } from '../../jobs/context.ts';
import { sourceUrlOf } from '../records/asked.ts';
import { figuresOfJob } from '../records/figures.ts';
import { documentOf, findingsOf, labelsOf, pageFigures, storedPages } from '../records/queries.ts';
import { REPORT } from './examples.ts';
import { type PageJson, pageJson, pageJsonSchema } from './page-json.ts';
import { type DocumentReportJson, documentReportJson, documentReportSchema } from './report-json.ts';
import { DOCUMENT_FORMS } from './result-forms.ts';
import { PART_QUERY } from './result-parts.ts';

/** Keeps a response below 4 MB unless a single page is larger. */
const MOST_BYTES = 3_500_000;
const MOST_PACKED_BYTES = 600_000;

export const documentResultSchema = z.union([documentReportSchema, pageJsonSchema]);
export type DocumentResult = DocumentReportJson | PageJson;

type Database = JobsContext['db'];

async function reportOf(db: Database, jobId: string): Promise<DocumentReportJson | null> {
  const stored = await documentOf(db, jobId);
  if (!stored) return null;
  const [findings, sourceUrl, figures] = await Promise.all([
    findingsOf(db, jobId),
    sourceUrlOf(db, jobId),
    figuresOfJob(db, jobId),
  ]);
  return documentReportJson(stored, { ...findings, figures }, sourceUrl);
}

const sizeOf = (item: DocumentResult): number => Buffer.byteLength(JSON.stringify(item)) + 1;

/** Pages that fit after `taken` bytes; at least one if `taken` is 0. */
function fitting(pages: readonly PageJson[], taken: number): PageJson[] {
  const fits: PageJson[] = [];
  let bytes = taken;
  for (const page of pages) {
    bytes += sizeOf(page);
    if (bytes > MOST_BYTES && (taken > 0 || fits.length > 0)) break;
    fits.push(page);
  }
  return fits;
}

async function pagesAfter(
  db: Database,
  jobId: string,
  { after, limit, taken }: { after: number; limit: number; taken: number },
): Promise<ResultPage<PageJson>> {
  const [stored, labels] = await Promise.all([
    storedPages(db, jobId, { after, limit, maxBytes: MOST_PACKED_BYTES }),
    labelsOf(db, jobId),
  ]);
  const items = fitting(
    stored.map((page) => pageJson(page, labels, jobId)),
    taken,
  );
  const last = items.at(-1)?.page ?? after;
  const [further] = await pageFigures(db, jobId, { after: last, limit: 1 });
  return { items, next: further ? String(last) : null };
}

async function resultPage(
  db: Database,
  jobId: string,
  { after, limit }: Place,
): Promise<ResultPage<DocumentResult>> {
  if (after !== null) {
    return pagesAfter(db, jobId, { after: numberedPlace(after, 0), limit, taken: 0 });
  }
  const report = await reportOf(db, jobId);
  if (!report) return { items: [], next: null };
  const { items, next } = await pagesAfter(db, jobId, { after: 0, limit, taken: sizeOf(report) });
  return { items: [report, ...items], next };
}

/** The report, then the pages; the cursor is the last page returned. */
export const DOCUMENT_RESULTS: Results<DocumentResult> = {
  item: documentResultSchema,
  example: REPORT,
  description:
    'Documents: JSON (the report, then its pages), text (raw pages separated by form feeds; empty for a page that ' +
    'could not be read), Markdown, HTML, JSON Lines (chunks for search and retrieval), CSV (one part of the result), ' +
    'model (the whole document as one JSON value), BibTeX, CSL-JSON and Anki (the learning set).',
  ask: { of: 'passages' },
  query: PART_QUERY,
  page: resultPage,
  raw: {
    none:
      'include=raw is not available for documents: the source data is the file itself, and the raw text of each page ' +
      'is in its "text".',
  },
  forms: DOCUMENT_FORMS,
};
