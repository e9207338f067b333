import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../lib/documents/forms/docx/docx-form.ts';
import { readHtml } from '../../../lib/documents/forms/html/html-form.ts';
import { numeral } from '../../../lib/documents/forms/lists/numerals.ts';
import { readOdt } from '../../../lib/documents/forms/odt/odt-form.ts';
import { readPptx } from '../../../lib/documents/forms/pptx/pptx-form.ts';
import { docx, odt, p, pptx, wordPart } from './files.ts';
import { told } from './told.ts';

test('numbers are written in letters and Roman numerals as far as these go', () => {
  expect([1, 26, 27, 0].map((number) => numeral(number, 'a'))).toEqual(['a', 'z', 'aa', '0']);
  expect([4, 1994].map((number) => numeral(number, 'I'))).toEqual(['IV', 'MCMXCIV']);
});

/** A list style of levels: number format and further attributes, or null for a bullet. */
const listStyle = (name: string, ...levels: ([string, string] | null)[]): string => {
  const own = levels.map((level, at) =>
    level === null
      ? `<text:list-level-style-bullet text:level="${at + 1}" text:bullet-char="•"/>`
      : `<text:list-level-style-number text:level="${at + 1}" style:num-format="${level[0]}" ${level[1]}/>`,
  );
  return `<text:list-style style:name="${name}">${own.join('')}</text:list-style>`;
};
const list = (attributes: string, ...items: string[]): string =>
  `<text:list ${attributes}>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join('')}</text:list>`;
const own = (text: string): string => `<text:p>${text}</text:p>`;

describe('lists of an ODT', () => {
  test('have their numerals, first numbers, signs around them and numbers of levels above', async () => {
    const styles =
      listStyle('N', ['1', 'style:num-suffix="." text:start-value="5"'], ['a', 'style:num-suffix=")"']) +
      listStyle('D', ['I', ''], ['1', 'style:num-suffix="." text:display-levels="2"']);
    const body =
      list('text:style-name="N"', own('five') + list('', own('a'), own('b')), own('six')) +
      list('text:style-name="D"', own('one') + list('', own('one one')));
    expect(told(await readOdt(await odt(body, styles)))).toEqual([
      ...['list 1: 5. five', 'list 2: a) a', 'list 2: b) b', 'list 1: 6. six'],
      ...['list 1: I one', 'list 2: I.1. one one'],
    ]);
  });

  test('go on where they say so, also within an item that has no paragraph of its own', async () => {
    const styles = listStyle('N', ['1', 'style:num-suffix="."'], ['a', 'style:num-suffix="."']);
    const body = [
      list('xml:id="x" text:style-name="N"', own('one')),
      list('text:style-name="N"', list('', own('sub'))),
      own('between'),
      list('text:style-name="N" text:continue-list="x"', own('two') + own('goes on')),
      list('text:style-name="N" text:continue-numbering="true"', own('three')),
      list('text:style-name="N"', own('anew')),
    ].join('');
    expect(told(await readOdt(await odt(body, styles)))).toEqual([
      ...['list 1: 1. one', 'list 2: a. sub', 'text: between', 'list 1: 2. two', 'text: goes on'],
      ...['list 1: 3. three', 'list 1: 1. anew'],
    ]);
  });

  test('have the numerals of an item’s own style, where it has one', async () => {
    const styles =
      listStyle('N', ['1', 'style:num-suffix="."']) + listStyle('A', ['a', 'style:num-suffix=")"']);
    const body = `<text:list text:style-name="A"><text:list-item>${own('a')}</text:list-item>
      <text:list-item text:style-override="N">${own('two')}</text:list-item>
      <text:list-item>${own('c')}</text:list-item></text:list>`;
    expect(told(await readOdt(await odt(body, styles)))).toEqual([
      ...['list 1: a) a', 'list 1: 2. two', 'list 1: c) c'],
    ]);
  });

  test('have the numbers of the level above where their style ends', async () => {
    const body = list('text:style-name="N"', own('one') + list('', own('inner')));
    expect(told(await readOdt(await odt(body, listStyle('N', ['1', 'style:num-suffix=")"']))))).toEqual([
      ...['list 1: 1) one', 'list 2: 1) inner'],
    ]);
  });

  test('number headings by the outline, where it has numbers', async () => {
    const level = (at: number): string =>
      `<text:outline-level-style text:level="${at}" style:num-format="${at < 3 ? '1' : ''}" text:display-levels="${at}"/>`;
    const heading = (at: number, text: string): string =>
      `<text:h text:outline-level="${at}">${text}</text:h>`;
    const body = heading(1, 'a') + heading(2, 'b') + heading(2, 'c') + heading(3, 'd') + heading(1, 'e');
    const styles = `<text:outline-style>${level(1)}${level(2)}${level(3)}</text:outline-style>`;
    expect(told(await readOdt(await odt(body, styles)))).toEqual([
      ...['heading 1: 1 a', 'heading 2: 1.1 b', 'heading 2: 1.2 c', 'heading 3: d', 'heading 1: 2 e'],
    ]);
  });
});

test('what goes on in an item of a DOCX behind a blank bullet is a paragraph', async () => {
  const bullet = (at: number, text: string): string =>
    `<w:abstractNum w:abstractNumId="${at}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="${at}"><w:abstractNumId w:val="${at}"/></w:num>`;
  const item = (id: number): string => `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr>`;
  const numbering = wordPart('numbering', bullet(1, '•') + bullet(2, ' '));
  const body = p('an item', item(1)) + p('goes on', item(2));
  expect(told(await readDocx(await docx(body, { 'numbering.xml': numbering })))).toEqual([
    ...['list 1: • an item', 'text: goes on'],
  ]);
});

describe('lists of a DOCX that share their levels', () => {
  const start = (level: number, at: number): string =>
    `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${at}"/></w:lvlOverride>`;
  const levels = [0, 1, 2].map(
    (at) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%${at + 1}."/></w:lvl>`,
  );
  const list = (id: number, at: number): string =>
    `<w:num w:numId="${id}"><w:abstractNumId w:val="1"/>${[0, 1, 2].map((level) => start(level, at)).join('')}</w:num>`;
  const numbering = wordPart(
    'numbering',
    `<w:abstractNum w:abstractNumId="1">${levels.join('')}</w:abstractNum>${list(1, 1)}${list(2, 1)}${list(3, 5)}`,
  );
  const item = (id: number, level: number): string =>
    p('x', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`);

  test.each([
    ['goes on behind one within it', [item(1, 0), item(2, 2), item(1, 0)], ['1: 1.', '3: 1.', '1: 2.']],
    [
      'begins at its own number on each level',
      [item(1, 0), item(3, 1), item(3, 1), item(1, 0), item(3, 0)],
      ['1: 1.', '2: 5.', '2: 6.', '1: 2.', '1: 5.'],
    ],
  ])('each %s', async (_, body, numbers) => {
    const file = await readDocx(await docx(body.join(''), { 'numbering.xml': numbering }));
    expect(told(file)).toEqual(numbers.map((number) => `list ${number} x`));
  });
});

test('HTML has the numerals of its lists, by type or by style', () => {
  const file = readHtml(
    Buffer.from(
      '<html><ol type="a" start="2"><li>b<ol style="list-style-type: upper-roman"><li>I</ol></ol><ol><li>1</ol>',
    ),
  );
  expect(told(file)).toEqual(['list 1: b. b', 'list 2: I. I', 'list 1: 1. 1']);
});

test('numbered paragraphs of a slide count by level, and anew behind one without a number', async () => {
  const line = (level: number, type: string | null): string =>
    `<a:p><a:pPr lvl="${level}">${type === null ? '<a:buNone/>' : `<a:buAutoNum type="${type}"/>`}</a:pPr><a:r><a:t>x</a:t></a:r></a:p>`;
  const lines = [
    ...[line(0, 'arabicPeriod'), line(1, 'alphaLcParenR'), line(1, 'alphaLcParenR'), line(0, 'arabicPeriod')],
    ...[line(0, null), line(0, 'arabicPeriod'), line(0, 'romanUcParenBoth')],
  ];
  const content = `<p:sp><p:nvSpPr><p:nvPr><p:ph type="body"/></p:nvPr></p:nvSpPr><p:txBody>${lines.join('')}</p:txBody></p:sp>`;
  expect(told(await readPptx(await pptx([{ content }])))).toEqual([
    ...['---', 'list 1: 1. x', 'list 2: a) x', 'list 2: b) x', 'list 1: 2. x', 'text: x'],
    ...['list 1: 1. x', 'list 1: (I) x'],
  ]);
});
