import type { z } from '@hono/zod-openapi';
import type { JobsContext } from '../jobs/context.ts';
import type { Job } from '../jobs/types.ts';
import type { Format } from './format.ts';

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

/** A job whose result is written out. */
export interface Writing {
  job: Job;
  /** What the result must be read with. */
  disclaimer: string | null;
  /** The query parameters that the kind declares in `query`, as far as the request has them. */
  query: Readonly<Record<string, string>>;
}

/** A result as one text, read while it is sent. */
export interface TextForm {
  /** Of one piece, for the OpenAPI document; text where left out. */
  schema?: z.ZodType;
  /** One text, likewise. */
  example: unknown;
  headers(writing: Writing): Record<string, string>;
  /** What is refused is refused before the first piece. @throws Refusal. */
  pieces(context: JobsContext, writing: Writing): AsyncGenerator<string>;
}

/** How the results of one kind of job are read: as JSON always, else in the forms that it has. */
export interface Results<Item = unknown> {
  /** One item of the JSON form, for the OpenAPI document. */
  item: z.ZodType;
  /** One of them, likewise. */
  example: unknown;
  /** A sentence on the forms, for the OpenAPI document. */
  description: string;
  page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
  raw:
    | {
        /** The same with what the results rest on, in pages that stay small. */
        page(db: Database, jobId: string, place: Place): Promise<ResultPage<Item>>;
      }
    /** Why there is nothing more to include. */
    | { none: string };
  forms: Partial<Record<Exclude<Format, 'json'>, TextForm>>;
  /** Further query parameters that the forms read; each is a text and may be left out. */
  query?: Readonly<Record<string, z.ZodType<string | undefined>>>;
}
