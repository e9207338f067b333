import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { textOfHtml, Writer } from './html.ts';
import type { Make } from './style.ts';

const run = promisify(execFile);

const STYLE = `@page{size:A4;margin:50px}body{margin:0;font:11px/1.3 "Liberation Serif",serif}
section{height:970px;overflow:hidden;break-after:page}p{margin:0 0 6px}h1,h2,h3,h4{margin:8px 0 4px}ul,ol{margin:4px 0;padding-left:18px}
section:nth-child(3n){font-family:"Liberation Sans"}section:nth-child(5n){font-family:"DejaVu Serif";font-size:9.5px}`;

/** A page that was printed, in the order of the file. */
export interface Printed {
  name: string;
  /** In reading order. */
  text: string;
}

/** Prints each page with Chromium into one PDF. @param folder for its files, to be removed by the caller */
export async function printPages(
  folder: string,
  pages: Record<string, Make>,
  style = '',
): Promise<{ file: string; printed: Printed[] }> {
  const made = Object.entries(pages).map(([name, make], at) => ({
    name,
    html: make(new Writer(at * 31 + 7)),
  }));
  const body = made.map(({ html }) => `<section>${html}</section>`).join('\n');
  const [source, file] = [join(folder, 'pages.html'), join(folder, 'pages.pdf')];
  await writeFile(
    source,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages</title><style>${STYLE}${style}</style>${body}`,
  );
  await run('chromium', [
    ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
    ...[`--print-to-pdf=${file}`, '--no-pdf-header-footer', `file://${source}`],
  ]);
  return { file, printed: made.map(({ name, html }) => ({ name, text: textOfHtml(html) })) };
}
