import type { JobsContext } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import type { Format } from '../format.ts';
import type { Part } from './result-format.ts';

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

/** A job whose result is written out, and what of it was asked for. */
export interface Writing {
  job: Job;
  /** What the result must be read with. */
  disclaimer: string | null;
  part?: Part | undefined;
  /** `12.1` is the first table of page 12. */
  table?: string | undefined;
}

/** A result as one text, read while it is sent. */
export interface TextForm {
  headers(writing: Writing): Record<string, string>;
  /** What is refused is refused before the first piece. @throws Refusal. */
  pieces(context: JobsContext, writing: Writing): AsyncGenerator<string>;
}

/** How the results of a kind are read: as JSON always, else in the forms that it has. */
export interface ResultKind<Item> {
  page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
  raw:
    | {
        /** The same with what the results rest on, in pages that stay small. */
        page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
      }
    /** Why there is nothing more to include. */
    | { none: string };
  forms: Partial<Record<Exclude<Format, 'json'>, TextForm>>;
}
