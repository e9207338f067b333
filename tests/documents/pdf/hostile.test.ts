import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PermanentError } from '../../../lib/core/errors.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textOf } from '../pages.ts';
import * as hostile from './hostile.ts';
import { onePage } from './raw-pdf.ts';

const SOUND = onePage({ dictionary: '', stream: 'BT /F1 12 Tf 72 700 Td (Sound) Tj ET' });

/** Whatever it is, the outcome: the error's code, or the texts and the failed pages. */
async function outcome(bytes: Uint8Array, limits = PDF_LIMITS): Promise<unknown> {
  try {
    const session = await openPdf(bytes, limits);
    const { pages, failed } = await session.pages(1, 50);
    await session.close();
    return { texts: pages.map(textOf), failed: failed.map(({ page, code }) => [page, code]) };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return error.code;
  }
}

const FIRST_FAILED = { texts: [], failed: [[1, 'pdf_page_failed']] };

describe('a hostile file ends in a typed error or a failed page, below 1 GB, and the next file is read', () => {
  let peak = 0;
  let sampling: NodeJS.Timeout;
  beforeAll(() => {
    sampling = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
  });
  afterAll(() => clearInterval(sampling));

  const cases: [string, () => Uint8Array | Promise<Uint8Array>, unknown][] = [
    ['user password', hostile.encrypted, 'pdf_encrypted'],
    ['cut off', hostile.truncated, 'pdf_damaged'],
    ['a header and garbage', () => Buffer.from(`%PDF-1.7\n${'garbage '.repeat(200)}`), 'pdf_damaged'],
    ['no pages', hostile.noPages, 'pdf_no_pages'],
    ['circular page tree', hostile.circularTree, FIRST_FAILED],
    ['form bomb', hostile.formBomb, FIRST_FAILED],
    ['1 MB to 1 GiB', hostile.flateBomb, 'pdf_stream_too_large'],
    ['1 GiB under two filters', hostile.doubleFlateBomb, FIRST_FAILED],
    ['20,000 kids, one page', hostile.manyKids, 'pdf_too_many_pages'],
    ['two million text operators', hostile.textBomb, FIRST_FAILED],
    ['a count of 2e9', hostile.falseCount, { texts: ['Only page'], failed: [] }],
  ];
  for (const [name, make, expected] of cases) {
    test(name, async () => {
      const bytes = await make();
      peak = 0;
      expect(await outcome(bytes)).toEqual(expected);
      expect(peak).toBeLessThan(1e9);
      expect(await outcome(SOUND)).toEqual({ texts: ['Sound'], failed: [] });
    });
  }
});

test.each([1, 1_019, 1_020, 1_023])('a header behind %i other bytes is read', async (before) => {
  const bytes = Buffer.concat([Buffer.alloc(before, ' '), SOUND]);
  expect(await outcome(bytes)).toEqual({ texts: ['Sound'], failed: [] });
});

test('a page that fails costs only itself: the pages before and after it are read', async () => {
  expect(await outcome(hostile.oneBadPage())).toEqual({
    texts: ['A sound page', 'A sound page'],
    failed: [[2, 'pdf_page_failed']],
  });
});

test('a page that takes too long is a failed page, and the engine is replaced', async () => {
  const session = await openPdf(hostile.oneBadPage(), { ...PDF_LIMITS, msPerPage: 300 });
  const { pages, failed } = await session.pages(1, 3);
  await session.close();
  expect(failed.map(({ page, message }) => [page, message])).toEqual([
    [2, 'Page 2 cannot be read: it takes longer than 300 ms.'],
  ]);
  expect(pages.map(({ page }) => page)).toEqual([1, 3]);
});

test('an abort stops the engine in the middle of a page, and the session goes on afterwards', async () => {
  const session = await openPdf(hostile.oneBadPage(), PDF_LIMITS);
  const reason = new Error('enough');
  const abort = new AbortController();
  setTimeout(() => abort.abort(reason), 50);
  await expect(session.pages(2, 2, abort.signal)).rejects.toBe(reason);
  expect((await session.pages(3, 3)).pages.map(textOf)).toEqual(['A sound page']);
  await session.close();
});

test('each limit refuses with its own code', async () => {
  expect(await outcome(SOUND, { ...PDF_LIMITS, fileBytes: 100 })).toBe('pdf_too_large');
  expect(await outcome(hostile.oneBadPage(), { ...PDF_LIMITS, pages: 2 })).toBe('pdf_too_many_pages');
  expect(await outcome(SOUND, { ...PDF_LIMITS, msToOpen: 1 })).toBe('pdf_engine_failed');
});
