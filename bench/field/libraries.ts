import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { book } from '../../tests/support/books.ts';
import { readAll, shortest } from '../beside-pdftotext.ts';
import { timed } from '../cpu.ts';
import { benchIndicators, walk } from '../kernel.ts';
import { bundledPdf } from '../pdf.ts';

const BARS = 100_000;
const PDF_TIMES = 3;
const WAIT_MS = 120_000;

/** A row beside one or two libraries, in `unit`. */
export interface LibraryRow {
  id: string;
  title: string;
  unit: string;
  /** By the column's name; null if there is none, which the note says. */
  cells: Record<string, number | null>;
  note?: string;
}

const timesSchema = z.record(z.string(), z.number());
const answerSchema = z.object({ value: z.object({ signals: timesSchema, technical: timesSchema }) });

async function ofLibraries() {
  const { high, low, close } = walk(BARS);
  const child = fork(join(import.meta.dirname, 'libraries.mjs'));
  try {
    const signal = AbortSignal.timeout(WAIT_MS);
    await once(child, 'message', { signal });
    child.send({
      id: 1,
      method: 'indicators',
      options: { high: [...high], low: [...low], close: [...close] },
    });
    const [answer] = await once(child, 'message', { signal });
    return answerSchema.parse(answer).value;
  } finally {
    child.kill();
  }
}

/** Six indicators over 100,000 bars: ours beside trading-signals and technicalindicators. */
export async function indicatorRows(): Promise<LibraryRow[]> {
  const { signals, technical } = await ofLibraries();
  return benchIndicators(walk(BARS)).map(({ id, name, ms }) => ({
    id: `kernel-${id}`,
    title: `${name}, 100,000 bars`,
    unit: 'ms',
    cells: {
      Unstuck: ms,
      'trading-signals': signals[id] ?? null,
      technicalindicators: technical[id] ?? null,
    },
  }));
}

/** Reading and laying out a whole PDF beside pdftotext, if that is there: CPU time, the shortest of three. */
export async function pdfRows(pages: number): Promise<LibraryRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-field-pdf-'));
  try {
    const pdf = await book(pages);
    const file = join(folder, 'book.pdf');
    await writeFile(file, pdf);
    const openPdf = await bundledPdf(folder);
    await readAll(openPdf, await book(50));
    const ours = await shortest(PDF_TIMES, () => readAll(openPdf, pdf));
    const theirs = await shortest(PDF_TIMES, () => timed('pdftotext', file, '/dev/null')).catch(() => null);
    const row = {
      id: 'pdf',
      title: `Text of a PDF of ${pages.toLocaleString('en')} pages, CPU time`,
      unit: 'ms',
      cells: { Unstuck: ours.cpu, pdftotext: theirs?.cpu ?? null },
    };
    if (!theirs) return [{ ...row, note: 'pdftotext is missing on this machine (Debian: poppler-utils).' }];
    return [{ ...row, note: 'Ours also finds headings, tables, columns and links, with a box for each.' }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
