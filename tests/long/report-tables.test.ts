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
import { KINDS, type ReportPage, reportPage, STYLE } from './report-tables/pages.ts';
import { measureF, scoreOf } from './report-tables/relations.ts';

const run = promisify(execFile);
const EACH = 8;
/** Least mean of F over the pages of a kind, and over all pages. */
const LEAST = { kind: 0.9, all: 0.96 };
const NAMES = Object.keys(KINDS);
const onDebian = existsSync('/usr/bin/apt-get');

async function printed(folder: string, made: readonly ReportPage[]): Promise<PageContent[]> {
  const [source, file] = [join(folder, 'reports.html'), join(folder, 'reports.pdf')];
  const body = made.map(({ html }) => html).join('\n');
  await writeFile(
    source,
    `<!doctype html><html lang="en"><meta charset="utf-8"><style>${STYLE}</style>${body}`,
  );
  await run('chromium', [
    ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
    ...[`--print-to-pdf=${file}`, '--no-pdf-header-footer', `file://${source}`],
  ]);
  const session = await openPdf(await readFile(file), PDF_LIMITS);
  return session
    .pages(1, session.pageCount)
    .then(({ pages }) => pages)
    .finally(() => session.close());
}

describe.runIf(onDebian)(
  'tables of reports as Chromium prints them (needs Debian’s apt-get, or chromium)',
  () => {
    const made = NAMES.flatMap((name) => Array.from({ length: EACH }, (_, at) => reportPage(name, 500 + at)));
    let folder = '';
    let scores: number[] = [];
    beforeAll(async () => {
      await run('which', ['chromium']).catch(() => aptGet(['install', '-y', 'chromium']));
      folder = await mkdtemp(join(tmpdir(), 'unstuck-reports-'));
      const pages = await printed(folder, made);
      expect(pages).toHaveLength(made.length);
      scores = pages.map((page, at) => {
        const known = made[at]?.tables.map(({ rows }) => rows) ?? [];
        return measureF(
          scoreOf(
            known,
            tablesOf(page).map(({ rows }) => rows),
          ),
        );
      });
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    test.each(NAMES.map((name, at) => [name, at] as const))('%s', (_, at) => {
      expect(meanOf(scores.slice(at * EACH, (at + 1) * EACH))).toBeGreaterThanOrEqual(LEAST.kind);
    });
    test('all of them', () => expect(meanOf(scores)).toBeGreaterThanOrEqual(LEAST.all));
  },
);
