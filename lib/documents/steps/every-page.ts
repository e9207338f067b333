import type { ReadPages, StoredPage } from '../records/queries.ts';

/** Packed: unpacked it is a few MB that stand in memory at once, and far below what Postgres answers with. */
const READ = { limit: 200, maxBytes: 1_500_000 };

/** Every page that was read, rising, a few megabytes at a time. */
export async function* everyPage(read: ReadPages): AsyncGenerator<StoredPage> {
  for (let after = 0; ; ) {
    const pages = await read({ after, ...READ });
    yield* pages;
    const last = pages.at(-1);
    if (!last) return;
    after = last.page;
  }
}
