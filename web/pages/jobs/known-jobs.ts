import type { JobJson } from '../../../lib/jobs/job-json.ts';

export interface JobPage {
  data: JobJson[];
  next_cursor: string | null;
}

/**
 * Jobs, newest first, after a page of them came: what the page covers is as the page says, what is outside stays.
 * @param before the id behind which the page begins; null for the first page
 */
export function merged(known: readonly JobJson[], page: JobPage, before: string | null): JobJson[] {
  const lowest = page.next_cursor === null ? '' : (page.data.at(-1)?.id ?? '');
  const outside = known.filter(({ id }) => (before !== null && id >= before) || id < lowest);
  return [...outside, ...page.data].sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
}

/** What is news in a list. Times left and percent of what goes on change all the time. */
export const versionOf = ({ data }: JobPage): string =>
  data
    .map(({ id, status, progress, waits }) =>
      [id, status, progress.completed, progress.failed, waits?.code].join(),
    )
    .join(' ');
