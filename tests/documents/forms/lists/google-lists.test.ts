import { expect, test } from 'vitest';
import { readHtml } from '../../../../lib/documents/forms/html/html-form.ts';
import { told } from '../told.ts';

const read = (body: string, styles = '') =>
  told(
    readHtml(
      Buffer.from(`<html><head><style type="text/css">${styles}</style></head><body>${body}</body></html>`),
    ),
  );

const list = (of: 'ol' | 'ul', name: string, items: string[], { start = '', first = true } = {}): string => {
  const texts = items.map((text) => `<li class="c1 li-bullet-0"><span class="c0">${text}</span></li>`);
  return `<${of} class="c5 lst-kix_${name}${first ? ' start' : ''}"${start && ` start="${start}"`}>${texts.join('')}</${of}>`;
};

test('lists of Google Docs that are lists of their own are nested by their classes', () => {
  expect(
    read(
      list('ul', 'a1-0', ['ebb']) +
        list('ul', 'a1-1', ['slow']) +
        list('ul', 'a1-2', ['slower', 'slowest']) +
        list('ul', 'a1-1', ['fast'], { first: false }) +
        list('ul', 'a1-0', ['flood'], { first: false }),
    ),
  ).toEqual([
    ...['list 1: • ebb', 'list 2: • slow', 'list 3: • slower', 'list 3: • slowest', 'list 2: • fast'],
    'list 1: • flood',
  ]);
});

const counter = (name: string, style: string): string => `counter(lst-ctn-kix_${name},${style})`;
const rule = (name: string, content: string): string =>
  `.lst-kix_${name} > li:before{content:${content}}.lst-kix_${name}>li{counter-increment:lst-ctn-kix_${name}}`;

test('items of Google Docs have the numbers of its styles, which go on behind a list within', () => {
  const styles =
    rule('x-0', `"" ${counter('x-0', 'decimal')} ". "`) +
    rule('x-1', `"(" ${counter('x-1', 'lower-latin')} ") "`) +
    rule('y-0', `"" ${counter('y-0', 'upper-roman')} "."`) +
    rule('y-1', `"" ${counter('y-0', 'upper-roman')} "." ${counter('y-1', 'decimal')} ". "`) +
    rule('z-0', '"\\0025cf   "');
  expect(
    read(
      list('ol', 'x-0', ['one'], { start: '1' }) +
        list('ol', 'x-1', ['in', 'in too'], { start: '1' }) +
        list('ol', 'x-0', ['two'], { start: '2', first: false }) +
        list('ol', 'x-1', ['anew']) +
        list('ol', 'y-0', ['first', 'second']) +
        list('ol', 'y-1', ['deeper']) +
        '<p>Between.</p>' +
        list('ol', 'y-0', ['third'], { first: false }) +
        list('ul', 'z-0', ['ebb']),
      styles,
    ),
  ).toEqual([
    ...['list 1: 1. one', 'list 2: (a) in', 'list 2: (b) in too', 'list 1: 2. two', 'list 2: (a) anew'],
    ...[
      'list 1: I. first',
      'list 1: II. second',
      'list 2: II.1. deeper',
      'text: Between.',
      'list 1: III. third',
    ],
    'list 1: • ebb',
  ]);
});

test('without styles numbers of Google Docs are decimal, and lists within items are as deep as they are', () => {
  const inner = list('ul', 'b-0', ['deep']);
  expect(
    read(list('ol', 'a-1', ['one', `two${inner}`]) + list('ol', 'a-1', ['three'], { first: false })),
  ).toEqual([...['list 2: 1. one', 'list 2: 2. two', 'list 2: • deep', 'list 2: 3. three']]);
});
