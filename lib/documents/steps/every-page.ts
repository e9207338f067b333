import type { PagesPlace } from '../records/queries.ts';

/** Packed size: a few MB once unpacked, and far below the limit of a Postgres response. */
const READ = { limit: 200, maxBytes: 1_500_000 };

/** All pages that were read, in order, fetched a few megabytes at a time. */
export async function* everyPage<Page extends { page: number }>(
  read: (place: PagesPlace) => Promise<Page[]>,
): AsyncGenerator<Page> {
  for (let after = 0; ; ) {
    const pages = await read({ after, ...READ });
    yield* pages;
    const last = pages.at(-1);
    if (!last) return;
    after = last.page;
  }
}
