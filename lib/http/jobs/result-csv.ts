import { type JobsContext, query } from '../../jobs/context.ts';
import { listSteps, type Step } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import { type Cell, csvLine } from '../csv.ts';
import type { CsvOfKind, ResultPage } from './result-kind.ts';

const ROWS_A_READ = 500;
const STEPS_A_READ = 1000;

type ReadPage = (after: string | null) => Promise<ResultPage<Cell[]>>;

/** Results first, each with the disclaimer; then a row with its error for each step that failed. */
async function* lines(
  context: JobsContext,
  job: Job,
  {
    header,
    disclaimer,
    first,
    read,
  }: { header: readonly string[]; disclaimer: string | null; first: ResultPage<Cell[]>; read: ReadPage },
): AsyncGenerator<string> {
  yield csvLine([...header, 'error_code', 'error_message', 'disclaimer']);
  const blank = header.slice(1).map(() => null);
  for (let page = first; ; page = await read(page.next)) {
    yield page.items.map((cells) => csvLine([...cells, null, null, disclaimer])).join('');
    if (page.next === null) break;
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

/** Tears the answer off when a read fails, so that nobody takes a part for the whole, and says so in the log. */
async function* logged(text: AsyncGenerator<string>, { log }: JobsContext, job: Job): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    log.error('csv_broke_off', {
      job: job.id,
      error: error instanceof Error ? error.message : String(error),
    });
    throw error;
  }
}

/**
 * All results of a job as CSV, read and sent page by page. The first column is the symbol as asked for.
 * @throws Refusal `database_unavailable` while nothing is sent yet.
 */
export async function resultCsv(
  context: JobsContext,
  job: Job,
  csv: CsvOfKind,
  disclaimer: string | null,
): Promise<ReadableStream<Uint8Array>> {
  const read: ReadPage = (after) =>
    query(context, () => csv.page(context.db, job.id, { after, limit: ROWS_A_READ }));
  const first = await read(null);
  const text = lines(context, job, { header: csv.header, disclaimer, first, read });
  return ReadableStream.from(logged(text, context, job)).pipeThrough(new TextEncoderStream());
}
