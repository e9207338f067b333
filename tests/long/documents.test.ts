import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aptGet, manual } from '../../bench/debian-file.ts';
import { book, sentenceOf } from '../support/books.ts';
import { processLargePdf, processPdf, slicesOf, textOf, watched } from '../support/documents.ts';
import { getJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const run = promisify(execFile);
const MEGABYTE = 1e6;
/** Manuals and Chromium come from Debian. */
const onDebian = existsSync('/usr/bin/apt-get');

let folder = '';
let stack: TestStack;
let url = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-documents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withStack(env: Record<string, string>, work: () => Promise<void>): Promise<void> {
  stack = await startTestStack({ MARKET_DATA: 'simulated', ...env });
  url = stack.url;
  try {
    await work();
  } finally {
    await stack.stop();
  }
}

/** Pages of text as Chromium prints them. Debian's chromium is installed where it is missing. */
async function printed(): Promise<Uint8Array> {
  await run('which', ['chromium']).catch(() => aptGet(['install', '-y', 'chromium']));
  const lines = Array.from(
    { length: 3_600 },
    (_, i) => `<p>${sentenceOf(Math.floor(i / 24) + 1, i % 24)}</p>`,
  );
  await writeFile(
    join(folder, 'book.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Printed</title><style>p { margin: 0 0 9px }</style>${lines.join('')}`,
  );
  const out = join(folder, 'printed.pdf');
  await run('chromium', [
    ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
    ...[`--print-to-pdf=${out}`, '--no-pdf-header-footer', `file://${join(folder, 'book.html')}`],
  ]);
  return readFile(out);
}

describe.runIf(onDebian)('books of three producers, through the public endpoint with a small budget', () => {
  const books: [string, () => Promise<Uint8Array>][] = [
    ['pdfTeX, R-intro', async () => readFile(await manual('r-doc-pdf'))],
    ['Chromium’s print', printed],
    ['pdf-lib', () => book(200)],
  ];
  test.each(books)('%s', async (_, make) => {
    const pdf = await make();
    await withStack({ SLICE_BUDGET_MS: '300' }, async () => {
      const id = await processPdf(url, pdf);
      const { job, percents } = await watched(url, id);
      expect(job).toMatchObject({ status: 'completed', progress: { failed: 0 } });
      expect(percents).toEqual(percents.toSorted((a, b) => a - b));
      expect(percents.length).toBeGreaterThanOrEqual(10);
      expect(slicesOf(stack, id)).toBeGreaterThanOrEqual(3);
      const pages = (await textOf(url, id)).split('\f').length;
      expect(pages).toBeGreaterThanOrEqual(100);
      expect(pages).toBeLessThanOrEqual(300);
    });
  });
});

const pagesSchema = z.object({
  data: z.array(z.object({ page: z.number(), status: z.string() })),
  next_cursor: z.string().nullable(),
});

async function pagesRead(id: string): Promise<number[]> {
  const read: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: z.infer<typeof pagesSchema> = pagesSchema.parse(
      await getJson(`${url}/api/v1/jobs/${id}/pages?limit=200${cursor ? `&cursor=${cursor}` : ''}`),
    );
    read.push(...page.data.filter(({ status }) => status === 'read').map((each) => each.page));
    cursor = page.next_cursor;
  }
  return read;
}

describe.runIf(onDebian)('a thousand pages', () => {
  test('survive two kills of the function on the way: every page once, in order', async () => {
    const whole = await PDFDocument.load(await readFile(await manual('octave-doc')));
    const cut = await PDFDocument.create();
    for (const page of await cut.copyPages(
      whole,
      Array.from({ length: 1_000 }, (_, i) => i),
    ))
      cut.addPage(page);
    const pdf = await cut.save();
    await withStack({ SLICE_BUDGET_MS: '5000', STEP_LEASE_MARGIN_MS: '1000' }, async () => {
      const id = await processLargePdf(url, pdf);
      for (const percent of [15, 40]) {
        for (let at = 0; at < percent; await sleep(50)) {
          const job = z
            .object({ progress: z.object({ percent: z.number() }) })
            .parse(await getJson(`${url}/api/v1/jobs/${id}`));
          at = job.progress.percent;
        }
        await stack.host.kill('process');
      }
      let most = 0;
      const { job } = await watched(url, id, { patienceMs: 400_000, everyMs: 200 });
      for (const { rssBytes } of await stack.host.memory()) most = Math.max(most, rssBytes);
      expect(job).toMatchObject({ status: 'completed', progress: { failed: 0 } });
      expect(await pagesRead(id)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
      expect((await textOf(url, id)).split('\f')).toHaveLength(1_000);
      console.log(`largest process at the end: ${Math.round(most / MEGABYTE)} MB`);
    });
  });
});

describe('twenty scanned pages', () => {
  test('are read step by step over several slices when asked for', async () => {
    const { scannedPdf } = await import('../documents/ocr/scanned-pdf.ts');
    const pdf = await scannedPdf(20, (page) => [
      `Scanned page number ${page}`,
      ...Array.from({ length: 25 }, (_, line) => sentenceOf(page, line)),
    ]);
    await withStack({ SLICE_BUDGET_MS: '5000' }, async () => {
      const id = await processPdf(url, pdf, { ocr: 'true' });
      const { job } = await watched(url, id, { patienceMs: 500_000, everyMs: 500 });
      expect(job).toMatchObject({ status: 'completed', progress: { failed: 0 } });
      expect(slicesOf(stack, id)).toBeGreaterThanOrEqual(3);
      const pages = (await textOf(url, id)).split('\f');
      expect(pages.filter((text, i) => text.includes(`Scanned page number ${i + 1}`))).toHaveLength(20);

      const without = await processPdf(url, pdf);
      expect(await untilEnded(url, without, 120_000)).toMatchObject({ status: 'completed' });
      expect(await getJson(`${url}/api/v1/jobs/${without}/result?limit=1`)).toMatchObject({
        data: [
          {
            pages: { total: 20, scanned: 20, recognized: 0 },
            notes: expect.arrayContaining([expect.stringContaining('20 of 20 pages are scanned')]),
          },
          {},
        ],
      });
    });
  });
});
