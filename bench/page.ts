import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = resolve(import.meta.dirname, '..');
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
/** Shows what benches have measured. */
export const PAGE = join(ROOT, 'docs/benchmarks.md');

/** The lines around what a bench writes. */
export interface Markers {
  begin: string;
  end: string;
}

export const markersOf = (bench: string): Markers => ({
  begin: `<!-- ${bench}: written by \`npm run bench -- ${bench}\` -->`,
  end: `<!-- /${bench} -->`,
});

/**
 * @param part with its markers
 * @throws Error if the page has lost them
 */
export function replaced(page: string, part: string, { begin, end }: Markers): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  return page.slice(0, from) + part + page.slice(to + end.length);
}

/** Markdown as `npm run check` wants it. @throws Error with what the formatter says */
export async function formatted(markdown: string): Promise<string> {
  const child = spawn(process.execPath, [BIOME, 'format', '--stdin-file-path=docs/page.md'], { cwd: ROOT });
  child.stdin.end(markdown);
  const [own, wrong, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`The page cannot be formatted: ${wrong}`);
  return own;
}

/** Puts what a bench has measured into docs/benchmarks.md. */
export async function writePart(part: string, markers: Markers): Promise<void> {
  const page = replaced(await readFile(PAGE, 'utf8'), part, markers);
  await writeFile(PAGE, await formatted(page));
}

export const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
