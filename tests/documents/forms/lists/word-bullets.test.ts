import { expect, test } from 'vitest';
import { readHtml } from '../../../../lib/documents/forms/html/html-form.ts';
import { told } from '../told.ts';

const read = (body: string) =>
  told(readHtml(Buffer.from(`<!doctype html><title>T</title><body><div class=WordSection1>${body}</div>`)));

const GAP = `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>`;

/** As Word saves an item of a list with all that it knows of it. */
function item(level: number, bullet: string, text: string, { font = '', open = '<![', close = '<![' } = {}) {
  const style = `margin-left:${level * 0.5}in;text-indent:-.25in;mso-list:l3 level${level} lfo1`;
  return `<p class=MsoListParagraphCxSpMiddle style='${style}'>${open}if !supportLists]><span
    style='font-family:${font};mso-fareast-font-family:${font}'><span style='mso-list:Ignore'>${bullet}${GAP}</span></span>${close}endif]>${text}<o:p></o:p></p>`;
}

test('items of a page of Word have their levels, numbers and order, and no bullets as text', () => {
  expect(
    read(
      item(1, '1.', 'High <b>water</b>') +
        item(2, 'a)', 'springs') +
        item(3, 'iv.', 'in March') +
        item(2, 'b)', 'neaps') +
        item(1, '2.', 'Low') +
        '<p class=MsoNormal>Between.</p>' +
        item(1, '·', 'ebb', { font: 'Symbol' }) +
        item(2, 'o', 'slow', { font: '"Courier New"' }) +
        item(3, 'Ø', 'slower', { font: 'Wingdings' }) +
        item(1, '1.2.', 'flood', { open: '<!--[', close: '<!--[' }).replaceAll(
          /(\[(?:if !supportLists|endif)\])>/g,
          '$1-->',
        ),
    ),
  ).toEqual([
    ...[
      'list 1: 1. High water',
      'list 2: a) springs',
      'list 3: iv. in March',
      'list 2: b) neaps',
      'list 1: 2. Low',
    ],
    ...['text: Between.', 'list 1: • ebb', 'list 2: • slow', 'list 3: • slower', 'list 1: 1.2. flood'],
  ]);
});

test('a bullet that is a picture is none, and what is behind it is the item', () => {
  const picture = `<!--[if gte vml 1]><v:shape/><![endif]--><![if !vml]><img width=12 src="image001.gif" alt="*"><![endif]>`;
  expect(read(`${item(1, picture, 'ebb')}<p><img src=a.png alt="The pier">Seen.</p>`)).toEqual([
    ...['list 1: • ebb', 'image: The pier', 'text: Seen.'],
  ]);
});

test('without conditions, what Word says to ignore is the bullet', () => {
  const bare = item(2, '3.', 'neaps').replaceAll(/<!\[.*?\]>/g, '');
  expect(read(bare)).toEqual(['list 2: 3. neaps']);
});

const filtered = (style: string, inner: string, of = 'MsoListParagraphCxSpMiddle'): string =>
  `<p class=${of} style='${style}text-indent:-.25in'>${inner}</p>`;
const symbol = (font: string, sign: string): string =>
  `<span style='font-family:${font}'>${sign}${GAP}</span>`;

test('items of a filtered page have their levels by their margins', () => {
  expect(
    read(
      filtered('', `${symbol('Symbol', '·')}ebb`) +
        filtered('margin-left:1.0in;', `${symbol('"Courier New"', 'o')}slow`) +
        filtered('margin-left:1.5in;', `${symbol('Wingdings', '§')}slower`) +
        filtered('margin-left:72pt;', `${symbol('"Courier New"', 'o')}fast`) +
        '<p class=MsoListParagraphCxSpMiddle>Still fast.</p>' +
        filtered('', `${symbol('Symbol', '·')}flood`) +
        '<h1>Numbers</h1>' +
        filtered('margin-left:1.0in;', `<a name="_Toc1"></a>1.${GAP}one`) +
        filtered('margin-left:1.25in;', `(a)${GAP}within <a href="https://tides.example/">it</a>`) +
        filtered('margin-left:1.0in;', `2.${GAP}two`, 'MsoNormal'),
    ),
  ).toEqual([
    ...[
      'list 1: • ebb',
      'list 2: • slow',
      'list 3: • slower',
      'list 2: • fast',
      'text: Still fast.',
      'list 1: • flood',
    ],
    ...['heading 1: Numbers', 'list 1: 1. one', 'list 2: (a) within it', 'list 1: 2. two'],
  ]);
});

test('a bullet that no-break spaces follow is one, as entities or as they are, in cells too', () => {
  const nbsp = '\u00a0'.repeat(4);
  expect(
    read(
      filtered('', `<span style='font-family:Symbol'>·${nbsp} </span>ebb`) +
        filtered('', `2)${nbsp}flood of March`) +
        filtered('', '<span>3)&nbsp;&nbsp;&nbsp;</span> neaps') +
        `<table><tr><td>${filtered('', `1.${GAP}one`)}${filtered('', `2.${GAP}two`)}</td></tr></table>`,
    ),
  ).toEqual(['list 1: • ebb', 'list 1: 2) flood of March', 'list 1: 3) neaps', 'table 0: 1. one 2. two']);
});

test('a number of several words ends at the blanks of its own, be they one', () => {
  const gap = `<span style='font:7.0pt "Times New Roman"'>&nbsp; </span>`;
  expect(read(filtered('', `Article 1.${gap}Tides`) + filtered('', `<b>10.${gap}</b>Ebb`))).toEqual([
    ...['list 1: Article 1. Tides', 'list 1: 10. Ebb'],
  ]);
});

test('margins that grow without end are no more levels than Word has', () => {
  const items = Array.from({ length: 12 }, (_, at) => filtered(`margin-left:${at * 9}pt;`, `1.${GAP}x`));
  expect(read(items.join('')).map((each) => each.slice(0, 7))).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9].map((depth) => `list ${depth}:`),
  ]);
});

test('text of Word that hangs and has no bullet keeps every letter', () => {
  const long = 'It rises and falls with the moon, twice a day, in all the seas that are open to it.';
  expect(
    read(
      filtered('', 'Ebb') +
        filtered('', `Ebb:${'&nbsp;'.repeat(3)}it falls`, 'MsoNormal') +
        filtered('', `${long}<br>More.`) +
        filtered('', 'H<sub>2</sub>O') +
        filtered('', '<img src=a.png alt="A pier">Seen') +
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>1. Never ended.</p><p>Next</p>" +
        `<p style='text-indent:-.25in'>·${'&nbsp;'.repeat(3)}of another program</p>`,
    ),
  ).toEqual([
    ...[
      'text: Ebb',
      'text: Ebb: it falls',
      `text: ${long} More.`,
      'text: H₂O',
      'image: A pier',
      'text: Seen',
    ],
    ...['text: 1. Never ended.', 'text: Next', 'text: · of another program'],
  ]);
});
