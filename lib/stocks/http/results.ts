import { csvOf, type Results } from '../../http/route.ts';
import { resultsOf, resultsWithBars } from '../results/results.ts';
import { STOCK_RESULT } from './examples.ts';
import { STOCK_CSV_HEADER, stockCsvRow } from './result-csv.ts';
import { type StockResultJson, stockResultJson, stockResultSchema } from './result-json.ts';

/** Keeps a buffered page of results with bars below 4 MB. */
const MOST_RAW = 20;
const MOST_RAW_BYTES = 3_000_000;

export const STOCK_RESULTS: Results<StockResultJson> = {
  item: stockResultSchema,
  example: STOCK_RESULT,
  description: 'Stocks: CSV, ending with a row for each failed step.',
  page: async (db, jobId, place) => {
    const { rows, next } = await resultsOf(db, jobId, place);
    return { items: rows.map(stockResultJson), next };
  },
  ask: {
    of: 'figures',
    shown: ({ votes: _v, evidence: _e, data_quality: _d, other_listings: _o, ...told }) => told,
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
      example: 'symbol,verdict,score\nTCS.NS,Buy,70\n',
      page: async (db, jobId, place) => {
        const { rows, next } = await resultsOf(db, jobId, place);
        return { items: rows.map(stockCsvRow), next };
      },
    }),
  },
};
