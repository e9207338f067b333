import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { PRODUCERS, type Producer, RUNNING, type RunningKind, runningPages } from './running-pages.ts';

/** Documents of each kind: 42 in all. */
const DOCUMENTS = 7;

async function firstRowsFound(kind: RunningKind, producer: Producer, seed: number): Promise<string[]> {
  const session = await openPdf(await runningPages(kind, producer, seed), PDF_LIMITS);
  const { pages } = await session.pages(1, 2).finally(() => session.close());
  expect(pages).toHaveLength(2);
  return pages.flatMap((page) =>
    tablesOf(page).map(({ rows: [first = []] }) => {
      return `${producer} ${seed}: ${first.map(({ text }) => text).join(' | ')}`;
    }),
  );
}

describe('running text holds no table', () => {
  test.each(RUNNING)('%s', async (kind) => {
    const found: string[] = [];
    for (let seed = 201; seed <= 200 + DOCUMENTS; seed++) {
      const producer = PRODUCERS[seed % PRODUCERS.length] ?? 'words';
      found.push(...(await firstRowsFound(kind, producer, seed)));
    }
    expect(found).toEqual([]);
  });
});
