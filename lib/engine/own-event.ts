import type { Database } from '../db/client.ts';
import type { Job } from '../jobs/types.ts';

/** Of a job that has ended. */
export type EndedJob = Pick<Job, 'id' | 'owner' | 'epoch' | 'status' | 'source'>;

/**
 * An event of an analysis's own. A job whose request asks for it tells its receiver at the end of each epoch, beside
 * the event of that end and by the same ways: signed, at least once, under one id, tried again and looked after.
 */
export interface OwnEvent {
  /** Its `type` on the wire: words with dots between, such as `watchlist.changed`. */
  type: string;
  /**
   * Its `data`, read from rows that do not change after the job's end, so that every attempt says the same; null if
   * this epoch has nothing to tell. Bounded in size: the queue carries it.
   */
  data(db: Database, job: EndedJob): Promise<object | null>;
}

/** By kind of job. */
export function ownEventsOf(
  analyzers: readonly { kind: string; event: OwnEvent | null }[],
): ReadonlyMap<string, OwnEvent> {
  return new Map(analyzers.flatMap(({ kind, event }) => (event ? [[kind, event] as const] : [])));
}
