import type { JobJson } from '../../../lib/jobs/job-json.ts';

export interface JobPage {
  data: JobJson[];
  next_cursor: string | null;
}

/**
 * Jobs, newest first, after a page of them came: what the page covers is as the page says, what is outside stays. Lists
 * reach ten thousand while they are scrolled, so nothing is sorted or looked through.
 * @param before the id behind which the page begins; null for the first page
 */
export function merged(known: readonly JobJson[], page: JobPage, before: string | null): JobJson[] {
  const lowest = page.next_cursor === null ? '' : (page.data.at(-1)?.id ?? '');
  const newer = before === null ? 0 : firstBelow(known, before);
  return known.slice(0, newer).concat(page.data, known.slice(firstBelow(known, lowest)));
}

/** Where the first job stands whose id is below one, but for that one itself; by halving. */
function firstBelow(known: readonly JobJson[], id: string): number {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.id ?? '') >= id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is news in a list. Times left and percent of what goes on change all the time. */
export const versionOf = ({ data }: JobPage): string =>
  data
    .map(({ id, status, progress, waits }) =>
      [id, status, progress.completed, progress.failed, waits?.code].join(),
    )
    .join(' ');
