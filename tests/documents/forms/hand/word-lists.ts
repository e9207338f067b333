import { docx, p, wordPart } from '../files.ts';
import type { HandMade } from './hand-made.ts';
import { par, run } from './word-runs.ts';

const level = (at: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstractList = (id: number, content: string): string =>
  `<w:abstractNum w:abstractNumId="${id}">${content}</w:abstractNum>`;
const list = (id: number, of: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const numbers = (...content: string[]) => ({ 'numbering.xml': wordPart('numbering', content.join('')) });
const item = (text: string, id: number, at = 0): string =>
  p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);
const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]): string =>
  `<w:tbl><w:tblPr><w:tblLook w:firstRow="0"/></w:tblPr>${rows.join('')}</w:tbl>`;

/** DOCX with lists, tables and notes. */
export const DOCX_LISTS: readonly HandMade[] = [
  {
    name: 'a list by a style of lists',
    make: () =>
      docx(
        item('one', 3) + item('in', 3, 1) + item('two', 3),
        numbers(
          abstractList(
            0,
            `<w:styleLink w:val="L"/>${level(0, 'upperRoman', '%1.')}${level(1, 'lowerLetter', '%2)')}`,
          ),
          abstractList(1, '<w:numStyleLink w:val="L"/>'),
          list(2, 0) + list(3, 1),
        ),
      ),
    told: ['list 1: I. one', 'list 2: a) in', 'list 1: II. two'],
  },
  {
    name: 'a list that describes a level anew',
    make: () =>
      docx(
        item('one', 1) + item('two', 2) + item('three', 2),
        numbers(
          abstractList(0, level(0, 'decimal', '%1.')),
          list(1, 0) +
            list(
              2,
              0,
              `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>${level(0, 'upperLetter', '(%1)')}</w:lvlOverride>`,
            ),
        ),
      ),
    told: ['list 1: 1. one', 'list 1: (E) two', 'list 1: (F) three'],
  },
  {
    name: 'numbers that are all decimal, and one that never begins anew',
    make: () =>
      docx(
        item('A', 1) +
          item('a', 1, 1) +
          item('B', 1) +
          item('b', 1, 1) +
          item('c', 1, 2) +
          item('C', 1) +
          item('d', 1, 2),
        numbers(
          abstractList(
            0,
            level(0, 'upperRoman', '%1.') +
              level(1, 'decimal', '%1.%2', '<w:isLgl/>') +
              level(2, 'lowerLetter', '%3)', '<w:lvlRestart w:val="0"/>'),
          ),
          list(1, 0),
        ),
      ),
    told: [
      'list 1: I. A',
      'list 2: 1.1 a',
      'list 1: II. B',
      'list 2: 2.1 b',
      'list 3: a) c',
      'list 1: III. C',
      'list 3: b) d',
    ],
  },
  {
    name: 'items within cells',
    make: () =>
      docx(
        table(row(cell(p('x')), cell(item('one', 1) + item('two', 1)))),
        numbers(abstractList(0, level(0, 'decimal', '%1.')), list(1, 0)),
      ),
    told: ['table 0: x | 1. one 2. two'],
  },
  {
    name: 'cells merged across as old files merge them',
    make: () =>
      docx(
        table(
          row(cell(p('a'), '<w:hMerge w:val="restart"/>'), cell(p(''), '<w:hMerge/>'), cell(p('b'))),
          row(cell(p('c')), cell(p('d')), cell(p('e'))),
        ),
      ),
    told: ['table 0: a 2x1 | b / c | d | e'],
  },
  {
    name: 'a table within a cell, and rows within controls',
    make: () =>
      docx(
        table(
          row(cell(p('a') + table(row(cell(p('in')), cell(p('ner')))) + p('z')), cell(p('b'))),
          `<w:sdt><w:sdtContent>${row(cell(p('c')), cell(p('d')))}</w:sdtContent></w:sdt>`,
        ),
      ),
    told: ['table 0: a in ner z | b / c | d'],
  },
  {
    name: 'notes in cells and headings, of two paragraphs, the same twice',
    make: () =>
      docx(
        p('Tides', '<w:pStyle w:val="H1"/>').replace(
          '</w:p>',
          '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>',
        ) +
          table(row(cell(par(run('a'), '<w:r><w:footnoteReference w:id="4"/></w:r>')))) +
          par(run('again'), '<w:r><w:footnoteReference w:id="3"/></w:r>'),
        {
          'footnotes.xml': wordPart(
            'footnotes',
            `<w:footnote w:id="3">${p('One.')}${p('More.')}</w:footnote><w:footnote w:id="4">${p('Two.')}</w:footnote>`,
          ),
        },
      ),
    told: ['heading 1: Tides¹', 'table 0: a²', 'text: again¹'],
    notes: { 1: ['1 One.', 'More.'], 2: ['2 Two.'] },
  },
];
