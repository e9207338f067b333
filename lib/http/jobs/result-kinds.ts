import { resultsOf, resultsWithBars } from '../../analyzers/stocks/queries.ts';
import type { JobsContext } from '../../jobs/context.ts';
import type { JobKind } from '../../jobs/types.ts';
import type { Cell } from '../csv.ts';
import { STOCK_CSV_HEADER, stockCsvRow } from '../stocks/result-csv.ts';
import { type StockResultJson, stockResultJson, stockResultSchema } from '../stocks/result-json.ts';

/** One item of a result, whatever the kind of the job. */
export const resultItemSchema = stockResultSchema;
type ResultItem = StockResultJson;

export interface ResultPage<Item> {
  items: Item[];
  /** Where the next page begins, null on the last. */
  next: string | null;
}

export interface Place {
  after: string | null;
  limit: number;
}

type Database = JobsContext['db'];

/** How the results of a kind are read. */
export interface ResultKind {
  page(db: Database, jobId: string, place: Place): Promise<ResultPage<ResultItem>>;
  /** The same with what the results rest on, in pages that stay small. */
  rawPage(db: Database, jobId: string, place: Place): Promise<ResultPage<ResultItem>>;
  csvHeader: readonly string[];
  csvPage(db: Database, jobId: string, place: Place): Promise<ResultPage<Cell[]>>;
}

/** A page with bars is buffered: with its results it stays below 4 MB. */
const MOST_RAW = 20;
const MOST_RAW_BYTES = 3_000_000;

const stocks: ResultKind = {
  page: async (db, jobId, place) => {
    const { rows, next } = await resultsOf(db, jobId, place);
    return { items: rows.map(stockResultJson), next };
  },
  rawPage: async (db, jobId, { after, limit }) => {
    const size = { after, limit: Math.min(limit, MOST_RAW), maxBytes: MOST_RAW_BYTES };
    const { rows, next } = await resultsWithBars(db, jobId, size);
    return { items: rows.map(stockResultJson), next };
  },
  csvHeader: STOCK_CSV_HEADER,
  csvPage: async (db, jobId, place) => {
    const { rows, next } = await resultsOf(db, jobId, place);
    return { items: rows.map(stockCsvRow), next };
  },
};

export const RESULT_KINDS: Readonly<Partial<Record<JobKind, ResultKind>>> = { stocks };
