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

test('the program is bundled, each route apart, with its styles', async () => {
  const root = project({
    'web/index.html': '<h1>page</h1>',
    'web/main.tsx': `import './styles/page.css';\nvoid import('./pages/far.ts');`,
    'web/pages/far.ts': 'console.log("far away");',
    'web/styles/page.css': 'h1 { color: teal }',
    'web/tsconfig.json': '{}',
  });
  await buildPage({ root });
  const built = readdirSync(join(root, 'dist'), { recursive: true }).sort();
  expect(built).toEqual([
    'app',
    expect.stringMatching(/^app\/far-\w+\.js$/),
    'app/main.css',
    'app/main.js',
    'index.html',
  ]);
  expect(readFileSync(join(root, 'dist/app/main.js'), 'utf8')).not.toContain('far away');
});

test('without a page the build fails, and what was public stays as it was', async () => {
  const root = project({ 'web/main.ts': 'source', 'dist/index.html': 'from before' });
  await expect(buildPage({ root })).rejects.toThrow('index.html');
  expect(existsSync(join(root, 'dist/index.html'))).toBe(true);
});

test('builds at once leave the page in place, whole, at every moment', async () => {
  const old = 'old'.repeat(100_000);
  const next = 'new'.repeat(100_000);
  const root = project({ 'web/index.html': next, 'web/assets/icon.svg': '<svg/>', 'dist/index.html': old });
  let building = true;
  const builds = Promise.all(Array.from({ length: 8 }, () => buildPage({ root }))).finally(() => {
    building = false;
  });
  while (building) {
    expect([old, next]).toContain(readFileSync(join(root, 'dist/index.html'), 'utf8'));
    await new Promise(setImmediate);
  }
  await builds;
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe(next);
  expect(readdirSync(join(root, '.build'))).toEqual([]);
});

test('a page where a folder was, and a folder where a page was', async () => {
  const root = project({
    'web/index.html': '<h1>page</h1>',
    'web/b/c.html': 'new',
    'dist/index.html/old': '',
    'dist/b': '',
  });
  await buildPage({ root });
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('<h1>page</h1>');
  expect(readFileSync(join(root, 'dist/b/c.html'), 'utf8')).toBe('new');
});
