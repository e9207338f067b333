import { type Cell, csvLine } from '../../core/csv.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import { listSteps, type Step } from '../../jobs/steps.ts';
import type { Place, ResultPage, TextForm, Writing } from '../results.ts';
import { fileHeaders } from './result-format.ts';

const ROWS_A_READ = 500;
const STEPS_A_READ = 1000;

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

export interface RowsOfKind {
  header: readonly string[];
  /** For the OpenAPI document. */
  example: string;
  page(db: JobsContext['db'], jobId: string, place: Place): Promise<ResultPage<Cell[]>>;
}

/** The results, each with the disclaimer, then a row with the error of each failed step. */
async function* lines(
  context: JobsContext,
  { header, page }: RowsOfKind,
  { job, disclaimer }: Writing,
): AsyncGenerator<string> {
  const blank = header.slice(1).map(() => null);
  const read = (after: string | null) =>
    query(context, () => page(context.db, job.id, { after, limit: ROWS_A_READ }));
  const first = await read(null);
  yield csvLine([...header, 'error_code', 'error_message', 'disclaimer']);
  for (let rows = first; ; rows = await read(rows.next)) {
    yield rows.items.map((cells) => csvLine([...cells, null, null, disclaimer])).join('');
    if (rows.next === null) break;
  }
  let failed: Step[] = [];
  do {
    failed = await listSteps(context, job, {
      status: 'failed',
      after: failed.at(-1)?.seq,
      limit: STEPS_A_READ,
    });
    yield failed
      .map(({ key, error }) =>
        csvLine([key, ...blank, error?.code ?? null, error?.message ?? null, disclaimer]),
      )
      .join('');
  } while (failed.length === STEPS_A_READ);
}

/** All results of a job as CSV, streamed page by page. The first column is the requested symbol. */
export function csvOf(rows: RowsOfKind): TextForm {
  return {
    example: rows.example,
    headers: ({ job }) => fileHeaders(CSV_TYPE, `${job.id}.csv`),
    pieces: (context, writing) => lines(context, rows, writing),
  };
}
