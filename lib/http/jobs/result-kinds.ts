import { z } from '@hono/zod-openapi';
import { DOCUMENT_RESULTS, documentResultSchema } from '../../documents/http/result-kind.ts';
import type { JobKind } from '../../jobs/types.ts';
import { PROFILE_RESULTS, profileResultSchema } from '../../profiles/http/result-kind.ts';
import { STOCK_CSV_HEADER, stockCsvRow } from '../../stocks/http/result-csv.ts';
import { stockResultJson, stockResultSchema } from '../../stocks/http/result-json.ts';
import { resultsOf, resultsWithBars } from '../../stocks/results/results.ts';
import { csvOf } from './result-csv.ts';
import type { ResultKind } from './result-kind.ts';

/** One item of a result, whatever the kind of the job. */
export const resultItemSchema = z.union([stockResultSchema, profileResultSchema, documentResultSchema]);
export type ResultItem = z.infer<typeof resultItemSchema>;

/** A page with bars is buffered: with its results it stays below 4 MB. */
const MOST_RAW = 20;
const MOST_RAW_BYTES = 3_000_000;

const stocks: ResultKind<ResultItem> = {
  page: async (db, jobId, place) => {
    const { rows, next } = await resultsOf(db, jobId, place);
    return { items: rows.map(stockResultJson), next };
  },
  raw: {
    page: async (db, jobId, { after, limit }) => {
      const size = { after, limit: Math.min(limit, MOST_RAW), maxBytes: MOST_RAW_BYTES };
      const { rows, next } = await resultsWithBars(db, jobId, size);
      return { items: rows.map(stockResultJson), next };
    },
  },
  forms: {
    csv: csvOf({
      header: STOCK_CSV_HEADER,
      page: async (db, jobId, place) => {
        const { rows, next } = await resultsOf(db, jobId, place);
        return { items: rows.map(stockCsvRow), next };
      },
    }),
  },
};

export const RESULT_KINDS: Readonly<Record<JobKind, ResultKind<ResultItem>>> = {
  stocks,
  profile: PROFILE_RESULTS,
  document: DOCUMENT_RESULTS,
};
