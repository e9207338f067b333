import { Unstuck } from '../../packages/client/src/unstuck.ts';
import { book } from '../../tests/support/books.ts';
import { pictureBook } from '../picture-book.ts';

const JOBS = 100;
const PAGES = 1_000;
/** 100 jobs at once on two cores are told to come again. */
const PATIENCE_MS = 300_000;

const client = (url: string) => new Unstuck({ url, patienceMs: PATIENCE_MS });

/** What a local stack is given, until all of it has ended. */
export interface Scenario {
  /** Of its column. */
  title: string;
  run(url: string): Promise<unknown>;
}

async function stocks(url: string, symbols: number): Promise<void> {
  const names = Array.from({ length: symbols }, (_, i) => `SIM${i}`);
  await (await client(url).stocks.analyze(names)).done();
}

async function document(url: string, pdf: Uint8Array): Promise<void> {
  const file = new Blob([new Uint8Array(pdf)], { type: 'application/pdf' });
  await (await client(url).documents.analyze(file)).done();
}

export const SCENARIOS: readonly Scenario[] = [
  { title: 'one symbol', run: (url) => stocks(url, 1) },
  {
    title: `${JOBS} jobs of 20 symbols at once`,
    run: (url) => Promise.all(Array.from({ length: JOBS }, () => stocks(url, 20))),
  },
  { title: '2,200 symbols', run: (url) => stocks(url, 2_200) },
  { title: '1,000 pages', run: async (url) => document(url, await book(PAGES)) },
  {
    title: '930 pages, each with a picture: 30 MB',
    run: async (url) => document(url, await pictureBook(930)),
  },
];
