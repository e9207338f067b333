import type { JobsContext } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import type { Cell } from '../csv.ts';

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

export interface CsvOfKind {
  header: readonly string[];
  page(db: Database, jobId: string, place: Place): Promise<ResultPage<Cell[]>>;
}

/** How the results of a kind are read. As JSON always, else as what it has. */
export interface ResultKind<Item> {
  page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
  /** The same with what the results rest on, in pages that stay small. */
  rawPage(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
  csv?: CsvOfKind;
  /** The whole as one page for reading. @throws Refusal `no_report`. */
  html?(context: JobsContext, job: Job): Promise<string>;
}
