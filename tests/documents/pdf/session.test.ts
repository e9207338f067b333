import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PermanentError } from '../../../lib/core/errors.ts';
import { Engine } from '../../../lib/documents/pdf/engine.ts';
import { engineFiles } from '../../../lib/documents/pdf/engine-files.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textOf } from '../pages.ts';
import { rotated } from './good.ts';
import { formBomb, oneBadPage } from './hostile.ts';
import { onePage } from './raw-pdf.ts';

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

test('bytes in shared memory are read, and checked, as others are', async () => {
  const session = await openPdf(shared(await rotated()), PDF_LIMITS);
  const { pages } = await session.pages(2, 3).finally(() => session.close());
  expect(pages.map(textOf)).toEqual(['Turned by 90', 'Turned by 180']);
  const bomb = onePage({ dictionary: '/Filter /FlateDecode', stream: deflateSync(Buffer.alloc(2e6, 0x20)) });
  await expect(openPdf(shared(bomb), { ...PDF_LIMITS, streamBytes: 1e6 })).rejects.toMatchObject({
    code: 'pdf_stream_too_large',
  });
});

test('calls that overlap are answered each with its own, although pages are read ahead', async () => {
  const session = await openPdf(await rotated(), PDF_LIMITS);
  const [all, info, picture, last] = await Promise.all([
    session.pages(1, 4),
    session.info(),
    session.render(2, 72),
    session.pages(4, 99),
  ]).finally(() => session.close());
  expect(all.pages.map((page) => [page.page, textOf(page)])).toEqual([
    [1, 'Turned by 0'],
    [2, 'Turned by 90'],
    [3, 'Turned by 180'],
    [4, 'Turned by 270'],
  ]);
  expect(info.pages).toBe(4);
  expect([picture.width, picture.height]).toEqual([800, 600]);
  expect(last.pages.map(textOf)).toEqual(['Turned by 270']);
});

test('a page that breaks the engine while it is read ahead does not fail the page before it', async () => {
  const session = await openPdf(oneBadPage(), PDF_LIMITS);
  const { pages, failed } = await session.pages(1, 2).finally(() => session.close());
  expect(pages.map(textOf)).toEqual(['A sound page']);
  expect(failed.map(({ page }) => page)).toEqual([2]);
});

test('an abort while a page is read ahead rejects with its reason, and only the call that has it', async () => {
  const session = await openPdf(formBomb(), { ...PDF_LIMITS, msPerPage: 500 });
  const abort = new AbortController();
  const aborted = session.pages(1, 1, abort.signal);
  const other = session.pages(1, 1);
  setTimeout(() => abort.abort(new Error('enough')), 50);
  await expect(aborted).rejects.toThrow('enough');
  expect((await other).failed.map(({ code }) => code)).toEqual(['pdf_page_failed']);
  await session.close();
});

test('an engine that cannot start is lost to whoever asks, not to the process', async () => {
  const engine = new Engine(new URL('./no-such-worker.ts', engineFiles().worker));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = engine.ask({ ask: 'info' }, { ms: 5000, signal: undefined });
  await expect(asked).rejects.toMatchObject({ name: 'EngineLost', why: 'crashed' });
  await expect(asked).rejects.not.toBeInstanceOf(PermanentError);
});
