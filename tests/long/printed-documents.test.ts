import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aptGet } from '../../bench/debian-file.ts';
import { readHtml } from '../../lib/documents/forms/html/html-form.ts';
import { readWhole, type WholeDocument } from '../documents/read-whole.ts';
import { MADE, type MadeDocument } from './printed-documents/made.ts';

const run = promisify(execFile);
/** Chromium comes from Debian. */
const onDebian = existsSync('/usr/bin/apt-get');

type Structure = Omit<MadeDocument, 'name' | 'html'>;

const madeOf = ({ name: _name, html: _html, ...made }: MadeDocument): Structure => made;
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What was read of a PDF. */
function ofPdf({ pages }: WholeDocument): Structure {
  const paragraphs = pages.flatMap((page) => page.paragraphs ?? []);
  const of = (kind: string) => paragraphs.filter((paragraph) => paragraph.kind === kind);
  return {
    headings: of('heading').map(({ level, text }) => `${level} ${text}`),
    items: of('list').map(({ text }) => plain(text).replace(/^[◦▪○]/u, '•')),
    rows: pages.flatMap(({ body }) =>
      body.tables.flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => plain(text)).join(' | '))),
    ),
    notes: Object.fromEntries(
      paragraphs.flatMap(({ references = [] }) => references.map(({ mark, text }) => [mark, plain(text)])),
    ),
    links: pages.flatMap(({ body }) =>
      body.links.flatMap(({ url }) => (url?.startsWith('https:') ? [url] : [])),
    ),
  };
}

/** What was read of a page as a browser holds it. */
function ofPage(bytes: Uint8Array): Structure {
  const { blocks, notes } = readHtml(bytes);
  const texts = blocks.flatMap((block) => (block.is === 'text' ? [block.text] : []));
  const of = (kind: string) => texts.filter((text) => text.kind === kind);
  const marked = texts.flatMap(({ marks }) => marks);
  return {
    headings: of('heading').map(({ level, text }) => `${level} ${text}`),
    items: of('list').map(({ text }) => text),
    rows: blocks.flatMap((block) =>
      block.is === 'table' ? block.table.rows.map((row) => row.map(({ text }) => text).join(' | ')) : [],
    ),
    notes: Object.fromEntries(
      marked.map(({ key, mark }) => [mark, (notes.get(key)?.[0]?.text ?? '').slice(mark.length + 1)]),
    ),
    links: texts.flatMap(({ links }) => links),
  };
}

describe.runIf(onDebian)('twenty documents of a browser (needs Debian’s apt-get, or chromium)', () => {
  let folder = '';
  beforeAll(async () => {
    await run('which', ['chromium']).catch(() => aptGet(['install', '-y', 'chromium']));
    folder = await mkdtemp(join(tmpdir(), 'unstuck-browser-'));
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function chromium(at: number, ...asked: string[]): Promise<string> {
    const source = join(folder, `${at}.html`);
    await writeFile(source, MADE[at]?.html ?? '');
    const { stdout } = await run('chromium', [
      ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
      ...[...asked, `file://${source}`],
    ]);
    return stdout;
  }

  const documents = MADE.map((made, at) => [made.name, made, at] as const);

  test.each(documents)('printed as PDF: %s', { timeout: 120_000 }, async (_, made, at) => {
    const file = join(folder, `${at}.pdf`);
    await chromium(at, `--print-to-pdf=${file}`, '--no-pdf-header-footer');
    expect(ofPdf(await readWhole(await readFile(file)))).toEqual(madeOf(made));
  });

  test.each(documents)('as the page it holds: %s', { timeout: 120_000 }, async (_, made, at) => {
    expect(ofPage(Buffer.from(await chromium(at, '--dump-dom')))).toEqual(madeOf(made));
  });
});
