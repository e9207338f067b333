import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aptGet } from '../../bench/debian-file.ts';
import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../lib/documents/pdf/page.ts';
import { orderKept } from '../documents/layout/word-order.ts';
import { textOf } from '../documents/pages.ts';
import { OFFICE, REFERENCE } from './reading-order/office-and-reference.ts';
import { PAPERS, PRESS } from './reading-order/papers-and-press.ts';
import { type Printed, printPages } from './reading-order/print.ts';

const run = promisify(execFile);
const PAGES = { ...PAPERS, ...PRESS, ...OFFICE, ...REFERENCE };
/** Chromium comes from Debian. */
const onDebian = existsSync('/usr/bin/apt-get');

async function readPages(file: string): Promise<PageContent[]> {
  const session = await openPdf(await readFile(file), PDF_LIMITS);
  return session
    .pages(1, session.pageCount)
    .then(({ pages }) => pages)
    .finally(() => session.close());
}

describe.runIf(onDebian)('pages as Chromium prints them (needs Debian’s apt-get, or chromium)', () => {
  let folder = '';
  let pages: PageContent[] = [];
  let printed: Printed[] = [];
  beforeAll(async () => {
    await run('which', ['chromium']).catch(() => aptGet(['install', '-y', 'chromium']));
    folder = await mkdtemp(join(tmpdir(), 'unstuck-printed-'));
    const made = await printPages(folder, PAGES);
    printed = made.printed;
    pages = await readPages(made.file);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('are one a layout', () => expect(pages).toHaveLength(Object.keys(PAGES).length));

  const layouts = Object.keys(PAGES).map((name, at) => [name, at] as const);
  const order = (at: number, page: PageContent | undefined) =>
    orderKept(printed[at]?.text ?? '', page ? textOf(page) : '');

  test.each(layouts)('%s is read in order, by its looks alone', (_, at) => {
    const page = pages[at];
    const runs = page?.runs.map(({ tag, ...run }) => run) ?? [];
    expect(order(at, page && { ...page, runs })).toBeGreaterThanOrEqual(0.98);
  });

  test.each(layouts)('%s is read in order with its structure tree', (_, at) => {
    expect(order(at, pages[at])).toBeGreaterThanOrEqual(0.98);
  });

  const columns = layouts.slice(0, Object.keys({ ...PAPERS, ...PRESS }).length);
  test.each(columns)('%s is read in the order of its structure tree, however it is drawn', (_, at) => {
    const page = pages[at];
    const runs = page?.runs.toSorted((a, b) => a.box.y1 - b.box.y1 || a.box.x0 - b.box.x0) ?? [];
    expect(order(at, page && { ...page, runs })).toBeGreaterThanOrEqual(0.98);
  });
});
