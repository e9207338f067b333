import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PageJson } from '../../../lib/documents/http/page-json.ts';
import type { DocumentReportJson } from '../../../lib/documents/http/report-json.ts';
import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { call, Refused, Unreachable } from '../../api/call.ts';
import { type Block, blocksOf, textOf } from './blocks.ts';
import { excerpt, hitsIn } from './search.ts';

interface ResultPage {
  data: (PageJson | DocumentReportJson)[];
  next_cursor: string | null;
}

/** A block of the document with its page, as it is searched. */
interface Searched extends Pick<Block, 'id'> {
  page: number;
  label: string | undefined;
  text: string;
}

export interface Find {
  at: string;
  page: number;
  label: string | undefined;
  before: string;
  hit: string;
  after: string;
}

export interface Finds {
  found: readonly Find[];
  /** Pages looked through so far. */
  pages: number;
  done: boolean;
  /** Why the search stopped, if it had to. */
  fault: string | null;
}

/** Enough to choose from; the search ends there and says so. */
export const MOST_FINDS = 500;
/** Of a document, so that parsing an answer holds nothing up. */
const PAGES_AT_ONCE = 20;
const MOST_A_BLOCK = 5;

/** All that one document's text is searched in, read once and kept while it is looked at. */
interface Shelf {
  id: string;
  /** Of the job: a retry may have read more. */
  epoch: number;
  pages: Searched[][];
  /** Where to read on; null: all is read. */
  next: string | null;
}

let shelf: Shelf = { id: '', epoch: 0, pages: [], next: '' };

const isPage = (item: PageJson | DocumentReportJson): item is PageJson => 'page' in item;

async function readOn(signal: AbortSignal): Promise<Searched[][]> {
  const { id, next } = shelf;
  const from = next ? `&cursor=${next}` : '';
  const path = `/api/v1/jobs/${id}/result?limit=${PAGES_AT_ONCE}${from}`;
  const { data, next_cursor: after } = await call<ResultPage>(path, { signal });
  signal.throwIfAborted();
  const read = data.filter(isPage).map((page) =>
    blocksOf(page).map((block): Searched => {
      return { id: block.id, page: page.page, label: page.label, text: textOf(block) };
    }),
  );
  shelf = { ...shelf, pages: [...shelf.pages, ...read], next: after };
  return read;
}

function findsIn(pages: readonly Searched[][], asked: string): Find[] {
  return pages
    .flat()
    .flatMap(({ id, page, label, text }) =>
      hitsIn(text, asked, MOST_A_BLOCK).map((hit): Find => ({ at: id, page, label, ...excerpt(text, hit) })),
    );
}

type Searchable = Pick<JobJson, 'id' | 'epoch'>;

async function* search({ id, epoch }: Searchable, asked: string, signal: AbortSignal): AsyncGenerator<Finds> {
  if (shelf.id !== id || shelf.epoch !== epoch) shelf = { id, epoch, pages: [], next: '' };
  let found = findsIn(shelf.pages, asked);
  let pages = shelf.pages.length;
  const finds = (): Finds => {
    const isFull = found.length >= MOST_FINDS;
    const done = shelf.next === null || isFull;
    return { found: found.slice(0, MOST_FINDS), pages, done, fault: null };
  };
  while (!finds().done) {
    yield finds();
    const read = await readOn(signal);
    found = [...found, ...findsIn(read, asked)];
    pages += read.length;
  }
  yield finds();
}

/** Looks for words in all of a finished document, as its pages come. Null: nothing is looked for. */
export function useFinds({ id, epoch }: Searchable, asked: string): Finds | null {
  const finds = useSignal<Finds | null>(null);
  useEffect(() => {
    finds.value = null;
    if (asked.trim() === '') return;
    const ending = new AbortController();
    const run = async () => {
      for await (const found of search({ id, epoch }, asked, ending.signal)) {
        if (ending.signal.aborted) return;
        finds.value = found;
      }
    };
    run().catch((error: unknown) => {
      if (ending.signal.aborted) return;
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      const so = finds.value ?? { found: [], pages: 0 };
      finds.value = { ...so, done: true, fault: error.message };
    });
    return () => ending.abort();
  }, [id, epoch, asked, finds]);
  return finds.value;
}
