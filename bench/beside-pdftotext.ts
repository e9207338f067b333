import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from '../dev/stack/stack.ts';
import { PDF_LIMITS } from '../lib/documents/pdf/limits.ts';
import { book } from '../tests/support/books.ts';
import { cpuOf, peakOf, type Taken, timed } from './cpu.ts';
import { manual } from './debian-file.ts';
import { ran } from './documents.ts';
import type { Figure } from './figures.ts';
import { bundledPdf, type OpenPdf } from './pdf.ts';
import { pictureBook } from './picture-book.ts';
import { withStack } from './stack.ts';

const MEGABYTE = 1e6;
const MOST_TIMES = 3;
const MOST_MEGABYTES = 512;
const MOST_MS_A_PAGE = 250;
const RANGE = 50;
/** Repetitions, of which the shortest counts, since other load only adds to it. */
const TIMES = 3;
/** Without those of time, which a busy machine exceeds. */
const LIMITS = { ...PDF_LIMITS, msToOpen: 300_000, msPerPage: 300_000 };
const TIMES_A_PAGE = 10;

interface Sample {
  name: string;
  file: string;
  pdf: Uint8Array;
}

/** Each a file, as pdftotext wants it. */
async function samples(folder: string): Promise<Sample[]> {
  const made = [
    { name: 'book of 1,151 pages', pdf: await book(1151) },
    { name: 'octave.pdf, 1,158 pages', pdf: await readFile(await manual('octave-doc')) },
    { name: '30 MB, 930 pages', pdf: await pictureBook(930) },
  ];
  const written = made.map(async ({ name, pdf }, at) => {
    const file = join(folder, `${at}.pdf`);
    await writeFile(file, pdf);
    return { name, file, pdf };
  });
  return Promise.all(written);
}

/** Reads and lays out all pages as a job does, two ranges at a time. */
export async function readAll(openPdf: OpenPdf, pdf: Uint8Array): Promise<Taken> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const session = await openPdf(pdf, LIMITS);
  const ranges: Promise<unknown>[] = [];
  for (let from = 1; from <= session.pageCount; from += RANGE) {
    ranges.push(session.records(from, from + RANGE - 1));
  }
  await Promise.all(ranges);
  const { user, system } = process.cpuUsage(before);
  const wall = performance.now() - start;
  await session.close();
  return { cpu: (user + system) / 1000, wall };
}

/** The least of both times. */
export async function shortest(times: number, run: () => Promise<Taken>): Promise<Taken> {
  const all: Taken[] = [];
  for (let time = 0; time < times; time++) all.push(await run());
  return { cpu: Math.min(...all.map(({ cpu }) => cpu)), wall: Math.min(...all.map(({ wall }) => wall)) };
}

function beside(name: string, ours: Taken, theirs: Taken | undefined): Figure[] {
  if (!theirs) return [{ name: `${name}: CPU time (pdftotext is missing)`, value: ours.cpu, unit: 'ms' }];
  return [
    {
      name: `${name}: CPU time, pdftotext is 1`,
      value: ours.cpu / theirs.cpu,
      unit: '×',
      budget: MOST_TIMES,
    },
    { name: `${name}: time, pdftotext is 1`, value: ours.wall / theirs.wall, unit: '×', budget: MOST_TIMES },
  ];
}

const functionsOf = async ({ host }: Stack) => (await host.memory()).filter(({ name }) => name !== 'host');

async function cpuOfFunctions(stack: Stack): Promise<number> {
  const times = await Promise.all((await functionsOf(stack)).map(({ pid }) => cpuOf(pid)));
  return times.reduce((sum, time) => sum + time, 0);
}

/** A whole job on functions that have done a short one before. */
async function jobFigures({ name, pdf }: Sample, theirs: Taken | undefined): Promise<Figure[]> {
  return withStack({}, async (stack) => {
    await ran(stack, await book(4));
    const before = await cpuOfFunctions(stack);
    const { ms } = await ran(stack, pdf);
    const taken = { cpu: (await cpuOfFunctions(stack)) - before, wall: ms };
    const peaks = (await functionsOf(stack)).map(async ({ name: own, pid }) => ({
      name: `${name}, whole job: most memory of ${own}`,
      value: (await peakOf(pid)) / MEGABYTE,
      unit: 'MB',
      budget: MOST_MEGABYTES,
    }));
    return [...beside(`${name}, whole job`, taken, theirs), ...(await Promise.all(peaks))];
  });
}

/** One page, from the request to the answer with its report, when functions are warm. */
async function onePage(): Promise<Figure> {
  return withStack({}, async ({ url }) => {
    const times: number[] = [];
    for (let time = 0; time <= TIMES_A_PAGE; time++) {
      const body = new FormData();
      // Another title each time: a file that is known need not be stored.
      body.set('pdf_file', new Blob([new Uint8Array(await book(1, `Page ${time}`))]), 'page.pdf');
      const start = performance.now();
      const response = await fetch(`${url}/api/v1/process-pdf`, { method: 'POST', body });
      await response.text();
      if (response.status !== 200) throw new Error(`one page: ${response.status}`);
      times.push(performance.now() - start);
    }
    const name = `one page, warm: shortest of ${TIMES_A_PAGE} answers of POST /process-pdf`;
    return { name, value: Math.min(...times.slice(1)), unit: 'ms', budget: MOST_MS_A_PAGE };
  });
}

/**
 * Reading and whole jobs beside pdftotext in the same run: CPU and elapsed time, memory of every function, one page.
 * Linux only; without pdftotext (Debian: poppler-utils) its rows are left out and the others say so.
 */
export async function benchBesidePdftotext(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-bench-beside-'));
  try {
    const hasPdftotext = await timed('pdftotext', '-v').then(
      () => true,
      () => false,
    );
    const openPdf = await bundledPdf(folder);
    await readAll(openPdf, await book(50));
    const figures: Figure[] = [];
    for (const sample of await samples(folder)) {
      const { name, file, pdf } = sample;
      const theirs = hasPdftotext
        ? await shortest(TIMES, () => timed('pdftotext', file, '/dev/null'))
        : undefined;
      const ours = await shortest(TIMES, () => readAll(openPdf, pdf));
      figures.push(...beside(`${name}, reading`, ours, theirs), ...(await jobFigures(sample, theirs)));
    }
    return [...figures, await onePage()];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
