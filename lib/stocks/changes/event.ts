import { and, asc, count, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { EndedJob, OwnEvent } from '../../engine/own-event.ts';
import { changeJson } from './change-json.ts';
import { stockChanges } from './db-schema.ts';

/** What one message of the queue can carry with room to spare; the list has the rest. */
const MOST_CHANGES = 100;

async function dataOf(db: Database, { id, owner, epoch, status, source }: EndedJob): Promise<object | null> {
  const { jobId, epoch: ofEpoch, ticker, kind, happenedOn } = stockChanges;
  const mine = and(eq(jobId, id), eq(ofEpoch, epoch), eq(stockChanges.owner, owner));
  const [[counted], changes] = await db.batch([
    db.select({ count: count() }).from(stockChanges).where(mine),
    db
      .select()
      .from(stockChanges)
      .where(mine)
      .orderBy(asc(ticker), asc(kind), asc(happenedOn), asc(stockChanges.id))
      .limit(MOST_CHANGES),
  ]);
  if (changes.length === 0) return null;
  return {
    ...{ id, epoch, status, source, count: counted?.count ?? changes.length },
    changes: changes.map(changeJson),
    links: { changes: `/api/v1/stocks/changes?job_id=${id}` },
  };
}

/** Told at the end of a run whose results differ from earlier ones: its changes, at most 100 of them. */
export const watchlistChanged: OwnEvent = { type: 'watchlist.changed', data: dataOf };
