import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aptGet } from '../../bench/debian-file.ts';
import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../lib/documents/pdf/page.ts';
import { tablesOf } from '../../lib/documents/tables/tables-of.ts';
import { BULLETINS } from './report-tables/bulletin-pages.ts';
import { KINDS, type ReportPage, reportPage, STYLE } from './report-tables/pages.ts';
import { PROSE } from './report-tables/prose-pages.ts';
import { measureF, scoreOf } from './report-tables/relations.ts';
import { typeset } from './report-tables/typeset.ts';

const run = promisify(execFile);
const EACH = 8;
/** Not mended yet: they count among all, and have no bound of their own. */
const OPEN = ['sentences in two columns', 'three columns', 'translations', 'sections in columns'];
/** Least mean of F over the pages of a kind, and over all pages. */
const LEAST = { kind: 0.9, all: 0.96 };
const onDebian = existsSync('/usr/bin/apt-get');

const htmlOf = (made: readonly ReportPage[]): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><style>${STYLE}</style>${made.map(({ html }) => html).join('\n')}`;

async function printed(folder: string, html: string): Promise<Uint8Array> {
  const [source, file] = [join(folder, 'reports.html'), join(folder, 'reports.pdf')];
  await writeFile(source, html);
  await run('chromium', [
    ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
    ...[`--print-to-pdf=${file}`, '--no-pdf-header-footer', `file://${source}`],
  ]);
  return readFile(file);
}

async function pagesOf(bytes: Uint8Array): Promise<PageContent[]> {
  const session = await openPdf(bytes, PDF_LIMITS);
  return session
    .pages(1, session.pageCount)
    .then(({ pages }) => pages)
    .finally(() => session.close());
}

/** F of each page. */
async function scoresOf(made: readonly ReportPage[], bytes: Uint8Array): Promise<number[]> {
  const pages = await pagesOf(bytes);
  expect(pages).toHaveLength(made.length);
  return pages.map((page, at) => {
    const known = made[at]?.tables.map(({ rows }) => rows) ?? [];
    const found = tablesOf(page).map(({ rows }) => rows);
    return measureF(scoreOf(known, found));
  });
}

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

const SETS = [
  { name: 'reports', kinds: KINDS, from: 500 },
  { name: 'bulletins', kinds: BULLETINS, from: 1700 },
  { name: 'running text', kinds: PROSE, from: 900 },
];
/** Turned pages are printed alone. */
const PRODUCERS = [
  { by: 'as Chromium prints them', make: printed, leftOut: [] as string[] },
  { by: 'set word for word', make: typeset, leftOut: ['turned', 'a chart'] },
];

describe.runIf(onDebian)('tables of pages (needs Debian’s apt-get, or chromium)', () => {
  let folder = '';
  beforeAll(async () => {
    await run('which', ['chromium']).catch(() => aptGet(['install', '-y', 'chromium']));
    folder = await mkdtemp(join(tmpdir(), 'unstuck-reports-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe.each(PRODUCERS)('$by', ({ make, leftOut }) => {
    describe.each(SETS)('$name', ({ kinds, from }) => {
      const names = Object.keys(kinds).filter((name) => !leftOut.some((each) => each === name));
      let scores: number[] = [];
      beforeAll(async () => {
        const made = names.flatMap((name) =>
          Array.from({ length: EACH }, (_, at) => reportPage(name, from + at, kinds)),
        );
        scores = await scoresOf(made, await make(folder, htmlOf(made)));
      });

      const bound = names.flatMap((name, at) => (OPEN.includes(name) ? [] : [[name, at] as const]));
      test.each(bound)('%s', (_, at) => {
        expect(meanOf(scores.slice(at * EACH, (at + 1) * EACH))).toBeGreaterThanOrEqual(LEAST.kind);
      });
      test('all of them', () => expect(meanOf(scores)).toBeGreaterThanOrEqual(LEAST.all));
    });
  });
});
