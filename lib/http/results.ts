import type { z } from '@hono/zod-openapi';
import type { JobsContext } from '../jobs/context.ts';
import type { Job } from '../jobs/types.ts';
import type { Format } from './format.ts';

export interface ResultPage<Item> {
  items: Item[];
  /** Position of the next page; null on the last. */
  next: string | null;
}

export interface Place {
  after: string | null;
  limit: number;
}

type Database = JobsContext['db'];

/** Input for rendering a job's result. */
export interface Writing {
  job: Job;
  disclaimer: string | null;
  /** The request's values for the parameters declared in `query`. */
  query: Readonly<Record<string, string>>;
}

/** A text format of a result, streamed. */
export interface TextForm {
  /** Schema of one piece, for the OpenAPI document; a string if omitted. */
  schema?: z.ZodType;
  /** Example for the OpenAPI document. */
  example: unknown;
  headers(writing: Writing): Record<string, string>;
  /** @throws Refusal, but only before the first piece. */
  pieces(context: JobsContext, writing: Writing): AsyncGenerator<string>;
}

/** What answers to questions may rest on. */
export type Askable<Item> =
  /** The lines of the form jsonl, each with `text`, `page` and `places`. */
  | { of: 'passages' }
  /** Numbers that an answer may only rephrase. */
  | { of: 'figures'; shown(item: Item): unknown }
  /** Error message: why nothing is asked. */
  | { none: string };

/** Reads the results of one kind of job: always as JSON, and in its other forms. */
export interface Results<Item = unknown> {
  /** Schema of one JSON item, for the OpenAPI document. */
  item: z.ZodType;
  /** Example item. */
  example: unknown;
  /** Describes the forms, for the OpenAPI document. */
  description: string;
  page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
  raw:
    | {
        /** The same with source data, in smaller pages. */
        page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
      }
    /** Error message if there is no source data to include. */
    | { none: string };
  forms: Partial<Record<Exclude<Format, 'json'>, TextForm>>;
  /** For POST /jobs/{id}/ask; nothing can be asked if omitted. */
  ask?: Askable<Item>;
  /** Additional query parameters of the forms; optional strings. */
  query?: Readonly<Record<string, z.ZodType<string | undefined>>>;
}
