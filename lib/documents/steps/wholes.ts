import type { DocumentWorld } from '../document-job.ts';
import { documentOf, type PackedPage, packedPages } from '../records/queries.ts';
import { giveThreadBack, takeThread } from '../whole/threads.ts';
import type { WholeThread } from '../whole/whole-thread.ts';
import { everyPage } from './every-page.ts';
import { type JobDocument, Sessions, unheldTimer } from './sessions.ts';

/** A job's document as a whole: for its text, or, once that is written, for its analyses. */
export interface WholePlace extends JobDocument {
  documentId: 'text' | 'analyses';
}

interface Whole {
  readonly thread: WholeThread;
  readonly isOver: boolean;
  close(): Promise<void>;
}

export type Wholes = Sessions<Whole, WholePlace>;

/** Pages handed over at once. */
const BATCH = 50;

/** A thread with all pages of a job. */
async function filled(
  { db }: Pick<DocumentWorld, 'db'>,
  { jobId, documentId }: WholePlace,
  signal: AbortSignal,
): Promise<WholeThread> {
  const thread = takeThread();
  const bodies = documentId === 'text' ? 'all' : 'with_tables';
  try {
    let pages: PackedPage[] = [];
    for await (const page of everyPage((place) => packedPages(db, jobId, { ...place, bodies }))) {
      if (pages.push(page) < BATCH) continue;
      await thread.take(pages, signal);
      pages = [];
    }
    const document = documentId === 'text' ? await documentOf(db, jobId) : null;
    await thread.take(pages, signal, document?.info?.outline);
    return thread;
  } catch (error) {
    await thread.end();
    throw error;
  }
}

/** Threads that hold whole documents, at most two; steps that start at about the same time share one. */
export function wholesOver(world: Pick<DocumentWorld, 'db' | 'clock'>): Wholes {
  const open = async (place: WholePlace, signal: AbortSignal): Promise<Whole> => {
    const thread = await filled(world, place, signal);
    return {
      thread,
      get isOver() {
        return thread.isOver;
      },
      close: () => giveThreadBack(thread),
    };
  };
  return new Sessions({ open, clock: world.clock, later: unheldTimer });
}
