import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { buildFunctions } from '../dev/build/functions.ts';
import { keepHeapSmall } from '../lib/core/memory.ts';
import { PDF_LIMITS } from '../lib/documents/pdf/limits.ts';
import { plainTextOf } from '../lib/documents/text/listings.ts';
import { readPage } from '../lib/documents/text/read-page.ts';
import { manual } from './debian-file.ts';
import type { Figure } from './figures.ts';
import { wordF1 } from './word-f1.ts';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '..');
const RANGE = 50;
const LONG_PAGES = 1000;
const MEGABYTE = 1e6;
/** Repetitions, interleaved; the shortest time counts, since other load only adds to it. */
const TIMES = 5;

interface Reading {
  text: string;
  pages: number;
  failed: number;
  /** Including opening. */
  ms: number;
  /** Until the first page was read. */
  firstMs: number;
  /** Peak memory of this process including its worker, in bytes. */
  rss: number;
}

export type OpenPdf = typeof import('../lib/documents/pdf/open-pdf.ts').openPdf;

/**
 * Text of three pdfTeX manuals compared with pdftotext: time, words and memory. Runs as in a function: bundled, with
 * its heap settings, PDFium already compiled, and one engine that is kept from file to file. Needs Debian's apt-get, dpkg and
 * poppler-utils; takes two minutes and, the first time, 20 MB of packages.
 */
export async function benchPdf(): Promise<Figure[]> {
  keepHeapSmall();
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-bench-pdf-'));
  try {
    const openPdf = await bundledPdf(folder);
    const cold = await read(openPdf, await manual('r-doc-pdf'));
    const figures: Figure[] = [
      { name: 'first file, cold process: first page', value: cold.firstMs, unit: 'ms' },
      { name: 'first file, cold process: all pages', value: cold.ms, unit: 'ms' },
    ];
    for (const name of ['r-doc-pdf', 'gnuplot-doc', 'octave-doc'] as const) {
      figures.push(...(await compare(openPdf, await manual(name))));
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `openPdf` with the bundled worker, as in the functions. */
export async function bundledPdf(folder: string): Promise<OpenPdf> {
  await buildFunctions({ root: ROOT, outDir: folder });
  await build({
    absWorkingDir: ROOT,
    entryPoints: { 'open-pdf': 'lib/documents/pdf/open-pdf.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  return (await import(pathToFileURL(join(folder, 'open-pdf.js')).href)).openPdf;
}

async function compare(openPdf: OpenPdf, file: string): Promise<Figure[]> {
  const title = basename(file, '.pdf');
  const readings: Reading[] = [];
  let [stdout, theirs] = ['', Number.POSITIVE_INFINITY];
  for (let time = 0; time < TIMES; time++) {
    readings.push(await read(openPdf, file));
    const start = performance.now();
    ({ stdout } = await run('pdftotext', [file, '-'], { maxBuffer: 1e9 }));
    theirs = Math.min(theirs, performance.now() - start);
  }
  const ours = readings.reduce((best, reading) => (reading.ms < best.ms ? reading : best));
  const label = `${title}, ${ours.pages} pages`;
  const figures: Figure[] = [
    { name: `${label}: pages a second`, value: (ours.pages / ours.ms) * 1000, unit: 'pages/s' },
    { name: `${label}: the same, pdftotext`, value: (ours.pages / theirs) * 1000, unit: 'pages/s' },
    {
      name: `${label}: time in a warm process, engine's start included, pdftotext is 1`,
      value: ours.ms / theirs,
      unit: '×',
      budget: 1.25,
    },
    { name: `${label}: 1 - F1 of the words`, value: 1 - wordF1(ours.text, stdout), unit: '', budget: 0.01 },
    { name: `${label}: pages that failed`, value: ours.failed, unit: 'pages', budget: 0 },
    { name: `${label}: memory, worker included`, value: ours.rss / MEGABYTE, unit: 'MB', budget: 512 },
  ];
  if (ours.pages < LONG_PAGES) return figures;
  const long = await read(openPdf, file, LONG_PAGES);
  const name = `${title}, ${LONG_PAGES} pages in ranges of ${RANGE}`;
  return [...figures, { name, value: long.ms, unit: 'ms', budget: 20_000 }];
}

async function read(openPdf: OpenPdf, file: string, most = Number.POSITIVE_INFINITY): Promise<Reading> {
  const bytes = await readFile(file);
  let rss = 0;
  const sampling = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss());
  }, 20);
  const start = performance.now();
  const session = await openPdf(bytes, PDF_LIMITS);
  const pages = Math.min(most, session.pageCount);
  const texts: string[] = [];
  let [failures, firstMs] = [0, 0];
  // The first page alone, the others in ranges.
  for (let [from, to] = [1, 1]; from <= pages; [from, to] = [to + 1, to + RANGE]) {
    const range = await session.pages(from, Math.min(to, pages));
    if (from === 1) firstMs = performance.now() - start;
    failures += range.failed.length;
    texts.push(...range.pages.map((page) => plainTextOf(readPage(page).lines)));
  }
  const ms = performance.now() - start;
  clearInterval(sampling);
  await session.close();
  return { text: texts.join('\n'), pages, failed: failures, ms, firstMs, rss };
}
