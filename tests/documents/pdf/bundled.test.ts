import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { buildFunctions } from '../../../dev/build/functions.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { textOf } from '../pages.ts';
import { onePage } from './raw-pdf.ts';

const folder = await mkdtemp(join(tmpdir(), 'unstuck-pdf-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the built function finds its PDF worker and PDFium without sources and node_modules', async () => {
  await buildFunctions({ root: process.cwd(), outDir: folder });
  await build({
    entryPoints: { probe: 'lib/documents/pdf/open-pdf.ts' },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const { openPdf } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'probe.js')).href);
  const session = await openPdf(
    onePage({ dictionary: '', stream: 'BT /F1 12 Tf 72 700 Td (Built) Tj ET' }),
    PDF_LIMITS,
  );
  const { pages } = await session.pages(1, 1);
  await session.close();
  expect(pages.map(textOf)).toEqual(['Built']);
});
