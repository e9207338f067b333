import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { aptGet } from '../../bench/debian-file.ts';
import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import { orderKept } from '../documents/layout/word-order.ts';
import { textOf } from '../documents/pages.ts';

const run = promisify(execFile);
const FOLDER = join(tmpdir(), 'unstuck-reading-order');
/** Manuals by several producers; only the first pages of each are read. */
const PACKAGES = ['r-doc-pdf', 'octave-doc', 'texlive-latex-recommended-doc'];
const DOCUMENTS = 60;
const PAGES = 8;
/** What pdftotext may be better by, of the words in the order in which the file draws them. */
const LESS = 0.02;
const WORDS = 200;
/** Not mended yet: Thaana, whose vowel signs PDFium gives before their letters. */
const KNOWN = ['polyglossia/examples.pdf'];
/** Debian has the documents, and pdftotext in poppler-utils. */
const onDebian = existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/pdftotext');

async function unpacked(name: string): Promise<void> {
  const folder = join(FOLDER, name);
  if (existsSync(folder)) return;
  await mkdir(folder, { recursive: true });
  await aptGet(['download', name], folder);
  const archive = (await readdir(folder)).find((entry) => entry.endsWith('.deb')) ?? '';
  await run('dpkg', ['-x', join(folder, archive), folder]);
}

/** PDFs evenly spread over all, by path. */
async function documents(): Promise<string[]> {
  await Promise.all(PACKAGES.map(unpacked));
  const entries = await readdir(FOLDER, { recursive: true });
  const files = entries
    .filter((entry) => entry.endsWith('.pdf'))
    .map((entry) => join(FOLDER, entry))
    .sort();
  const small: string[] = [];
  for (const file of files) if ((await stat(file)).size < 8e6) small.push(file);
  const step = Math.max(1, small.length / DOCUMENTS);
  return Array.from(
    { length: Math.min(DOCUMENTS, small.length) },
    (_, at) => small[Math.floor(at * step)] ?? '',
  );
}

async function pdftotext(file: string, ...options: string[]): Promise<string> {
  const { stdout } = await run('pdftotext', ['-l', `${PAGES}`, ...options, file, '-'], { maxBuffer: 1e9 });
  return stdout;
}

async function ours(file: string): Promise<string> {
  const session = await openPdf(await readFile(file), PDF_LIMITS);
  const { pages } = await session.pages(1, PAGES).finally(() => session.close());
  return pages.map(textOf).join('\n');
}

describe.runIf(onDebian)('documents of Debian (needs apt-get, dpkg and poppler-utils)', () => {
  let files: string[] = [];
  beforeAll(async () => {
    files = await documents();
  });

  // What a file draws is not always what is read, so agreement with pdftotext's own order counts as well.
  test('keep their words in order as pdftotext does', async () => {
    expect(files).toHaveLength(DOCUMENTS);
    const worse: string[] = [];
    let compared = 0;
    for (const file of files) {
      const [drawn, theirs, text] = await Promise.all([pdftotext(file, '-raw'), pdftotext(file), ours(file)]);
      if (drawn.split(/\s+/).length < WORDS) continue;
      compared += 1;
      const [our, their] = [orderKept(drawn, text), orderKept(drawn, theirs)];
      if (our < their - LESS && orderKept(theirs, text) < 1 - LESS) {
        worse.push(`${file.slice(FOLDER.length)}: ${our.toFixed(3)}, pdftotext ${their.toFixed(3)}`);
      }
    }
    expect(compared).toBeGreaterThanOrEqual(DOCUMENTS * 0.8);
    expect(worse.filter((line) => !KNOWN.some((name) => line.includes(name)))).toEqual([]);
  });
});
