import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { circleIn, forbidden, KERNEL, roomOf, tablesNamed, WINGS } from './rules.ts';
import { filesIn, importsOf, ROOT } from './sources.ts';

const files = [...filesIn('api'), ...filesIn('lib'), ...filesIn('examples')];
const edgesOf = (of: readonly string[]) => new Map(of.map((file) => [file, importsOf(file).files]));

describe('who may import whom', () => {
  test.each(files)('%s imports only what its place allows', (file) => {
    expect(forbidden(file, importsOf(file))).toEqual([]);
  });

  test('a function is wiring alone: it imports the app and nothing else', () => {
    for (const file of filesIn('api')) expect(importsOf(file).packages).toEqual(['#app']);
  });

  test('the analyses are these at least, and the examples', () => {
    expect(WINGS).toEqual(expect.arrayContaining(['documents', 'profiles', 'stocks', 'examples/sitemap']));
  });

  test.each(['lib', 'dev', 'examples'])('%s has no circle', (folder) => {
    expect(circleIn(edgesOf(filesIn(folder)))).toBeNull();
  });
});

describe('the kernel', () => {
  const schemas = files.filter((file) => WINGS.includes(roomOf(file)) && file.endsWith('db-schema.ts'));
  const tables = schemas.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name = '']) => name),
  );

  test('knows that products have tables', () => {
    expect(tables).toEqual(expect.arrayContaining(['stock_results', 'profile_reports', 'document_pages']));
  });

  test.each(files.filter((file) => KERNEL.includes(roomOf(file))))(
    '%s names no table of a product',
    (file) => {
      expect(tablesNamed(readFileSync(join(ROOT, file), 'utf8'), tables)).toEqual([]);
    },
  );
});

describe('a planted breach is seen', () => {
  const importing = (...imported: string[]) => ({ files: imported, packages: [] });

  test.each([
    ['a kernel that names a product', 'lib/engine/cron.ts', 'lib/stocks/index.ts'],
    ['a wing that imports another', 'lib/stocks/analyzer.ts', 'lib/profiles/index.ts'],
    ['an import that climbs', 'lib/jobs/read.ts', 'lib/engine/retry.ts'],
    ['a way past a wing’s door', 'lib/products.ts', 'lib/documents/analyzer.ts'],
    ['a way past the door of http', 'lib/profiles/http/tasks.ts', 'lib/http/problems.ts'],
    ['an import from outside lib', 'lib/core/log.ts', 'dev/start.ts'],
    ['a product of the service in an example', 'lib/products.ts', 'examples/sitemap/index.ts'],
    ['an example that reaches into the engine', 'examples/sitemap/index.ts', 'lib/engine/retry.ts'],
    ['a function that imports more than the app', 'api/jobs.ts', 'lib/app.ts'],
  ])('%s', (_, file, target) => {
    expect(forbidden(file, importing(target))).toEqual([target]);
  });

  test('a package in the wrong room', () => {
    const breach = { files: [], packages: ['@upstash/qstash'] };
    expect(forbidden('lib/jobs/read.ts', breach)).toEqual(['@upstash/qstash']);
  });

  test('SQL of the kernel on a product’s table', () => {
    expect(tablesNamed('delete from documents d using gone', ['documents', 'watchlist'])).toEqual([
      'documents',
    ]);
    expect(tablesNamed('/** What the documents hold. */', ['documents'])).toEqual([]);
  });

  test('a circle', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ]);
    expect(circleIn(circle)).toEqual(['a', 'b', 'c', 'a']);
  });
});
