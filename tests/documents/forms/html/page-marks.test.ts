import { expect, test } from 'vitest';
import { READERS } from '../../../../lib/documents/forms/readers.ts';
import { epub } from '../files.ts';
import { told } from '../told.ts';

const page = async (body: string) => told(await (await READERS.html())(Buffer.from(body)));
const book = async (body: string) => told(await (await READERS.epub())(await epub([body])));

test('the label of a printed page is none of the sentence that it stands in', async () => {
  expect(
    await book(
      '<p>one <span epub:type="pagebreak" id="p7" title="7">7</span>two <span role="doc-pagebreak"><b>[xii]</b></span>three</p>',
    ),
  ).toEqual(['---', 'text: one two three']);
});

test('nor is one that is a block of its own a paragraph', async () => {
  expect(await book('<p>one</p><div epub:type="pagebreak"><p>Page 8</p></div><p>two</p>')).toEqual([
    '---',
    'text: one',
    'text: two',
  ]);
});

test.each(['pagenum', 'pageno', 'page-number', 'PageNumber'])(
  'it may be told by its class: %s',
  async (name) => {
    expect(
      await page(`<p>The tide <span class="${name}"><a id="Page_12"></a>[Pg 12]</span>turned.</p>`),
    ).toEqual(['text: The tide turned.']);
  },
);

test('what is marked as one and is text stays', async () => {
  expect(await page('<p>See <span class="pageno">the chapter</span> on tides.</p>')).toEqual([
    'text: See the chapter on tides.',
  ]);
  expect(await page('<p>See <span class="pageno">the whole of a long chapter</span> too.</p>')).toEqual([
    'text: See the whole of a long chapter too.',
  ]);
});

test('where the mark is not closed, what follows stays as it is', async () => {
  expect(await page('<p>a<span role="doc-pagebreak" />b of it</p><p>c</p><p>d</p>')).toEqual([
    'text: ab of it',
    'text: c',
    'text: d',
  ]);
});
