import { type JobsContext, query } from './context.ts';
import type { Job } from './types.ts';

/** A job as it was read, and whether its deadline had passed by the database's clock while it was unfinished. */
export interface Seen {
  job: Job;
  overdue: boolean;
}

/** How often a list is read at most: what it ends makes room, and there may be more that is overdue. */
const MOST_READS = 3;

/**
 * Reads jobs to show them. Those that are overdue are ended first, and what is shown is read again, so that none
 * is shown as unfinished past its deadline. Costs nothing more if none is overdue.
 * @param read is told by `leaveOut` to leave out what is overdue: the last read, which ends nothing.
 * @throws Refusal `database_unavailable`.
 */
export async function look<T>(
  context: JobsContext,
  read: (leaveOut: boolean) => Promise<T>,
  seenIn: (found: T) => readonly Seen[],
): Promise<T> {
  for (let reads = 1; ; reads++) {
    const last = reads === MOST_READS;
    const found = await query(context, () => read(last));
    const seen = seenIn(found);
    const overdue = seen.filter((each) => each.overdue).map(({ job }) => job);
    if (overdue.length === 0 || last) {
      context.looked(seen.map(({ job }) => job));
      return found;
    }
    await context.endOverdue(overdue);
  }
}
