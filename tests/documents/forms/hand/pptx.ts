import { pptx, shape } from '../files.ts';
import type { HandMade } from './hand-made.ts';

const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
/** A shape with paragraphs as they are given. */
const raw = (type: string | null, content: string): string =>
  shape(type, '').replace('<a:p><a:r><a:t></a:t></a:r></a:p>', content);
const ap = (text: string, properties = ''): string => `<a:p>${properties}<a:r><a:t>${text}</a:t></a:r></a:p>`;
const auto = (type: string, level = 0, start = ''): string =>
  `<a:pPr lvl="${level}"><a:buAutoNum type="${type}" ${start}/></a:pPr>`;
const slideTable = (rows: string, first = 0): string =>
  `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="${first}"/>${rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
const atc = (text: string, more = ''): string => `<a:tc ${more}><a:txBody>${ap(text)}</a:txBody></a:tc>`;
const one = (content: string, notes?: string) =>
  pptx([notes === undefined ? { content } : { content, notes }]);

const slide = (name: string, content: string, ...told: string[]): HandMade => ({
  name,
  make: () => one(content),
  told: ['---', ...told],
});

export const PPTX: readonly HandMade[] = [
  slide('a slide with a title alone', shape('title', 'Tides'), 'heading 1: Tides'),
  slide(
    'a title of two lines',
    raw('ctrTitle', '<a:p><a:r><a:t>Tides</a:t></a:r><a:br/><a:r><a:t>of March</a:t></a:r></a:p>'),
    'heading 1: Tides of March',
  ),
  slide(
    'items of several levels',
    raw('body', ap('a') + ap('b', '<a:pPr lvl="1"/>') + ap('c', '<a:pPr lvl="2"/>') + ap('d')),
    'list 1: • a',
    'list 2: • b',
    'list 3: • c',
    'list 1: • d',
  ),
  slide(
    'items numbered in letters that begin elsewhere',
    raw(
      'body',
      ap('c', auto('alphaLcParenR', 0, 'startAt="3"')) + ap('d', auto('alphaLcParenR', 0, 'startAt="3"')),
    ),
    'list 1: c) c',
    'list 1: d) d',
  ),
  slide(
    'numbers that an item deeper down does not end',
    raw(
      'body',
      ap('a', auto('romanUcPeriod')) + ap('in', '<a:pPr lvl="1"/>') + ap('b', auto('romanUcPeriod')),
    ),
    'list 1: I. a',
    'list 2: • in',
    'list 1: II. b',
  ),
  slide(
    'items of a box that is no placeholder',
    raw(null, ap('a', '<a:pPr><a:buChar char="-"/></a:pPr>') + ap('b')),
    'list 1: • a',
    'text: b',
  ),
  slide(
    'paragraphs of a body that are no items',
    raw('body', ap('a', '<a:pPr><a:buNone/></a:pPr>') + ap('b')),
    'text: a',
    'list 1: • b',
  ),
  slide(
    'a table with merged cells',
    slideTable(
      `<a:tr>${atc('a', 'gridSpan="2"')}${atc('', 'hMerge="1"')}</a:tr><a:tr>${atc('b', 'rowSpan="2"')}${atc('c')}</a:tr><a:tr>${atc('', 'vMerge="1"')}${atc('d')}</a:tr>`,
      1,
    ),
    'table 1: a 2x1 / b 1x2 | c / d',
  ),
  slide(
    'items within cells',
    slideTable(
      `<a:tr><a:tc><a:txBody>${ap('one', auto('arabicPeriod'))}${ap('two', auto('arabicPeriod'))}</a:txBody></a:tc>${atc('x')}</a:tr>`,
    ),
    'table 0: 1. one 2. two | x',
  ),
  slide(
    'groups within groups',
    `<p:grpSp>${shape(null, 'a')}<p:grpSp>${shape(null, 'b')}</p:grpSp></p:grpSp>${shape(null, 'c')}`,
    'text: a',
    'text: b',
    'text: c',
  ),
  slide(
    'two choices and what stands for them',
    `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="a">${shape(null, 'first')}</mc:Choice><mc:Choice Requires="b">${shape(null, 'second')}</mc:Choice><mc:Fallback>${shape(null, 'third')}</mc:Fallback></mc:AlternateContent>`,
    'text: first',
  ),
  slide(
    'running lines, which are left out',
    shape('title', 'T') + shape('ftr', 'Harbour') + shape('dt', '1 May') + shape('sldNum', '3'),
    'heading 1: T',
  ),
  slide(
    'a picture with an alternative text and one that is for show',
    `<p:pic><p:nvPicPr><p:cNvPr descr="The pier"/></p:nvPicPr></p:pic><p:pic><p:nvPicPr><p:cNvPr/></p:nvPicPr></p:pic>${shape(null, 'x')}`,
    'image: The pier',
    'text: x',
  ),
  slide(
    'raised and lowered text',
    raw(
      null,
      '<a:p><a:r><a:t>H</a:t></a:r><a:r><a:rPr baseline="-25000"/><a:t>2</a:t></a:r><a:r><a:t>O, 10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>3</a:t></a:r></a:p>',
    ),
    'text: H₂O, 10³',
  ),
  slide(
    'code',
    raw(
      null,
      ['x = 1', '  y']
        .map(
          (text) =>
            `<a:p><a:r><a:rPr><a:latin typeface="Courier New"/></a:rPr><a:t>${text}</a:t></a:r></a:p>`,
        )
        .join(''),
    ),
    'code: x = 1\n  y',
  ),
  slide(
    'fields within text',
    raw(null, '<a:p><a:r><a:t>Slide </a:t></a:r><a:fld type="slidenum"><a:t>4</a:t></a:fld></a:p>'),
    'text: Slide 4',
  ),
  slide(
    'names of another prefix',
    `<d:sp xmlns:d="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:t="${A}"><d:nvSpPr><d:nvPr><d:ph type="title"/></d:nvPr></d:nvSpPr><d:txBody><t:p><t:r><t:t>Tides</t:t></t:r></t:p></d:txBody></d:sp>`,
    'heading 1: Tides',
  ),
  slide(
    'empty paragraphs, and references in text',
    raw(null, `<a:p/>${ap('a &amp; b &#8212; c')}<a:p><a:endParaRPr/></a:p>`),
    'text: a & b — c',
  ),
  {
    name: 'notes of a speaker, and a hidden slide',
    make: () => pptx([{ content: shape('title', 'One'), notes: 'Say it.' }, { content: shape(null, 'Two') }]),
    told: ['---', 'heading 1: One', 'speaker_notes: Say it.', '---', 'text: Two'],
  },
  slide(
    'a subtitle, and a placeholder for anything',
    shape('subTitle', 'By Ann') + shape('', 'item'),
    'text: By Ann',
    'list 1: • item',
  ),
];
