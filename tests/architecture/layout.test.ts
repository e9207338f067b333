import { expect, test } from 'vitest';
import { filesIn, importsOf } from './sources.ts';

const LAYOUT = 'lib/documents/layout/';
/** What other rooms may import of the layout; everything else is how it decides. */
const FACE = [
  ...['boxes', 'characters', 'logical-order', 'page-columns', 'text-columns'],
  ...['table-lines', 'table-columns', 'table-gaps'],
].map((name) => `${LAYOUT}${name}.ts`);

test('other rooms know the layout of a page by its face alone', () => {
  const outside = filesIn('lib').filter((file) => !file.startsWith(LAYOUT));
  const inner = outside.flatMap((file) =>
    importsOf(file)
      .files.filter((target) => target.startsWith(LAYOUT) && !FACE.includes(target))
      .map((target) => `${file} imports ${target}`),
  );
  expect(inner).toEqual([]);
});
