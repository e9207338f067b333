import type { Background } from '../core/background.ts';
import { query } from '../jobs/context.ts';
import { type Ended, endOverdue, findOverdue, type Overdue } from '../jobs/overdue.ts';
import { type TellDeps, tellAll } from './webhook/tell.ts';

/** Jobs ended in one transaction, at most. */
const PAGE = 100;

async function end(deps: TellDeps, overdue: readonly Overdue[]): Promise<Ended> {
  const ended = await query(deps, () => endOverdue(deps.db, overdue));
  for (const job of ended.ended) deps.log.info('job_overdue', { job });
  return ended;
}

/** What readers do with overdue jobs: ends them now, and tells their receivers in the background. */
export function createDeadlines(
  deps: TellDeps & { background: Background },
): (overdue: readonly Overdue[]) => Promise<void> {
  return async (overdue) => {
    const { due } = await end(deps, overdue);
    if (due.length > 0) deps.background(tellAll(deps, due));
  };
}

/** Ends every overdue job, in pages, then tells their receivers while there is time. @returns how many it ended. */
export async function endAllOverdue(deps: TellDeps, goOn: () => boolean): Promise<number> {
  let count = 0;
  const due: string[] = [];
  for (let after: string | undefined = ''; after !== undefined && goOn(); ) {
    const from: string = after;
    const found = await query(deps, () => findOverdue(deps.db, { after: from, limit: PAGE }));
    const ended = found.length > 0 ? await end(deps, found) : { ended: [], due: [] };
    count += ended.ended.length;
    due.push(...ended.due);
    after = found.length < PAGE ? undefined : found.at(-1)?.id;
  }
  await tellAll(deps, due, goOn);
  return count;
}
