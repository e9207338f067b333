import { expect, test } from 'vitest';
import { readOdt } from '../../../../lib/documents/forms/odt/odt-form.ts';
import { odt } from '../files.ts';
import { notesIn, told } from '../told.ts';

const STYLES = ['paragraph', 'text']
  .map(
    (family) =>
      `<style:style style:name="${family}" style:family="${family}"><style:text-properties text:display="none"/></style:style>`,
  )
  .join('');
const HIDE = '<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>';
const SHOW = '<text:hidden-paragraph text:condition="ooow:0" text:is-hidden="false"/>';
const NOTE =
  '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>aside</text:p></text:note-body></text:note>';
const table = (text: string): string =>
  `<table:table><table:table-row><table:table-cell>${text}</table:table-cell></table:table-row></table:table>`;

test.each([
  ['hidden text', 'a<text:hidden-text text:is-hidden="true">hush</text:hidden-text> b', 'a b'],
  ['text hidden elsewhere', 'a <text:hidden-text text:is-hidden="false">b</text:hidden-text>', 'a b'],
  [
    'a variable that is set unseen',
    'a<text:variable-set text:display="none">hush</text:variable-set> b',
    'a b',
  ],
  [
    'spans, with spans in them',
    'a<text:span text:style-name="text">h<text:span>us</text:span>h</text:span> b',
    'a b',
  ],
  [
    'a frame',
    'a<draw:frame draw:display="none"><draw:text-box><text:p>hush</text:p></draw:text-box></draw:frame> b',
    'a b',
  ],
])('a paragraph has what its page shows: %s', async (_, content, expected) => {
  const file = await readOdt(await odt(`<text:p>${content}</text:p>`, STYLES));
  expect(told(file)).toEqual([`text: ${expected}`]);
  const isLeftOut = content.includes('hush') || content.includes('<text:span');
  expect(file.remarks).toEqual(isLeftOut ? ['4 characters of hidden text are left out.'] : []);
});

test('conditional text is the one that is shown', async () => {
  const body =
    '<text:p>It is <text:conditional-text text:condition="ooow:1" text:string-value-if-true="high" text:string-value-if-false="low" text:current-value="true">high</text:conditional-text>.</text:p>';
  expect(told(await readOdt(await odt(body)))).toEqual(['text: It is high.']);
});

test.each([
  ['a field before its text', `<text:p>${HIDE}hush</text:p>`],
  ['a field behind its text', `<text:p>hush${HIDE}</text:p>`],
  ['a heading', `<text:h text:outline-level="1">hush${HIDE}</text:h>`],
  ['its style', '<text:p text:style-name="paragraph">hush</text:p>'],
  ['a section', '<text:section text:display="none"><text:p>hush</text:p></text:section>'],
  [
    'the condition of a section',
    '<text:section text:display="condition" text:condition="ooow:1" text:is-hidden="true"><text:p>hush</text:p></text:section>',
  ],
  [
    'sections within each other',
    `<text:section text:display="none"><text:section text:display="true"><text:p>hush</text:p></text:section></text:section>`,
  ],
])('a paragraph is left out, by %s', async (_, hidden) => {
  const body = `<text:p>before</text:p>${hidden}<text:p>after${SHOW}</text:p>`;
  const file = await readOdt(await odt(body, STYLES));
  expect(told(file)).toEqual(['text: before', 'text: after']);
  expect(file.remarks).toEqual(['4 characters of hidden text are left out.']);
});

test('a hidden paragraph hides neither the note before it nor the next cell', async () => {
  const body = `<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <text:p>seen${NOTE}</text:p>${table(`<text:p>a</text:p><text:p>hush${HIDE}</text:p><text:p>b</text:p>`)}`;
  const file = await readOdt(await odt(body));
  expect(told(file)).toEqual(['text: seen¹', 'table 0: a b']);
  expect(notesIn(file)).toEqual({ 1: ['1 aside'] });
});

test('a hidden section hides its tables, notes and pictures', async () => {
  const picture = '<draw:frame><draw:image/><svg:desc>The pier</svg:desc></draw:frame>';
  const body = `<text:section text:display="none">${table('<text:p>hush</text:p>')}<text:p>hush${NOTE}${picture}</text:p></text:section><text:p>seen</text:p>`;
  const file = await readOdt(await odt(body));
  expect([told(file), notesIn(file), file.images]).toEqual([['text: seen'], {}, 0]);
});
