import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { dataAsJson } from '../../../dev/build/data-as-json.ts';

const LETTER_GROUPS = join(import.meta.dirname, '../../../node_modules/eld/src/ngrams/extrasmall.js');

async function bundled(path: string): Promise<{ text: string; exported: object }> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    plugins: [dataAsJson],
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
  });
  const text = outputFiles.map((file) => file.text).join('');
  const file = join(folder, 'bundled.mjs');
  await writeFile(file, text);
  const exported: object = await import(pathToFileURL(file).href);
  return { text, exported: { ...exported } };
}

test('the letter groups of languages are read as JSON, and are the same', async () => {
  const { text, exported } = await bundled(LETTER_GROUPS);
  expect(text).toContain('JSON.parse(');
  const original: object = await import(pathToFileURL(LETTER_GROUPS).href);
  expect(exported).toEqual({ ...original });
});
