import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A block of code in the documentation that names a file behind its language. */
export interface DocBlock {
  language: string;
  file: string;
  text: string;
}

/** The blocks of a page that name a file, in their order. */
export function blocksOf(page: string): DocBlock[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)].map(
    ([, language = '', file = '', code = '']) => ({
      language,
      file,
      text: code.trimEnd(),
    }),
  );
}

/** What a `diff` begins with and what it comes to. */
export function sidesOf({ text }: DocBlock): { before: string; after: string } {
  const lines = text.split('\n');
  const side = (other: string) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(1))
      .join('\n');
  return { before: side('+'), after: side('-') };
}
