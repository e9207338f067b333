import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { buildFunctions } from '../../../dev/build/functions.ts';
import { picture } from './pictures.ts';

const folder = await mkdtemp(join(tmpdir(), 'unstuck-ocr-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the built function finds Tesseract and its language data without sources and node_modules', async () => {
  await buildFunctions({ root: process.cwd(), outDir: folder });
  await build({
    entryPoints: { probe: 'lib/documents/ocr/recognizer.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const { createRecognizer } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'probe.js')).href);
  const recognizer = createRecognizer();
  const { picture: page } = await picture({ text: 'Built and bundled' });
  const { words } = await recognizer.recognize(page, {
    languages: ['eng'],
    signal: AbortSignal.timeout(30_000),
  });
  await recognizer.close();
  expect(words.map(({ text }: { text: string }) => text)).toEqual(['Built', 'and', 'bundled']);
});
