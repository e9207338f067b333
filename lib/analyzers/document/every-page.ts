import type { Database } from '../../db/client.ts';
import { type StoredPage, storedPages } from './queries.ts';

const READ_BYTES = 2 * 1024 * 1024;
const READ_PAGES = 500;

/** Every page of a job that was read, rising, in reads that stay far below what Postgres answers with. */
export async function* everyPage(db: Database, jobId: string): AsyncGenerator<StoredPage> {
  for (let after = 0; ; ) {
    const pages = await storedPages(db, jobId, { after, limit: READ_PAGES, maxBytes: READ_BYTES });
    yield* pages;
    const last = pages.at(-1);
    if (!last) return;
    after = last.page;
  }
}
