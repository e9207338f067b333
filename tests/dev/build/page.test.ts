import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPage } from '../../../dev/build/page.ts';
import { project } from '../host/project.ts';

test('dist has the static files of web, no sources, and nothing from before', async () => {
  const root = project({
    'web/index.html': '<h1>page</h1>',
    'web/assets/icon.svg': '<svg/>',
    'web/main.ts': 'source',
    'dist/old.html': 'from before',
  });
  await buildPage({ root });
  expect(readdirSync(join(root, 'dist'), { recursive: true }).sort()).toEqual([
    'assets',
    'assets/icon.svg',
    'index.html',
  ]);
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('<h1>page</h1>');
});

test('without a page the build fails, and what was public stays as it was', async () => {
  const root = project({ 'web/main.ts': 'source', 'dist/index.html': 'from before' });
  await expect(buildPage({ root })).rejects.toThrow('index.html');
  expect(existsSync(join(root, 'dist/index.html'))).toBe(true);
});
