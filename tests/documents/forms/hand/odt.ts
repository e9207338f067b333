import { zipOf } from '../../../support/zip.ts';
import { odt } from '../files.ts';
import type { HandMade } from './hand-made.ts';

const L = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>`;
const OUTLINE = {
  'styles.xml':
    '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles><text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style></office:styles></office:document-styles>',
};
const h = (text: string, more = '', level = 1): string =>
  `<text:h text:outline-level="${level}" ${more}>${text}</text:h>`;
const tp = (text: string, more = ''): string => `<text:p ${more}>${text}</text:p>`;
const li = (content: string, more = ''): string => `<text:list-item ${more}>${content}</text:list-item>`;
const tlist = (content: string, more = 'text:style-name="L"'): string =>
  `<text:list ${more}>${content}</text:list>`;
const tc = (text: string, more = ''): string => `<table:table-cell ${more}>${tp(text)}</table:table-cell>`;
const tr = (content: string, more = ''): string => `<table:table-row ${more}>${content}</table:table-row>`;
const note = (mark: string, body: string, kind = 'footnote'): string =>
  `<text:note text:note-class="${kind}"><text:note-citation>${mark}</text:note-citation><text:note-body>${body}</text:note-body></text:note>`;

export const ODT: readonly HandMade[] = [
  {
    name: 'its kind packed and last in the zip',
    make: () =>
      zipOf(
        {
          'content.xml': `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>${tp('Tides')}</office:text></office:body></office:document-content>`,
          mimetype: 'application/vnd.oasis.opendocument.text\n',
        },
        { stored: /^$/ },
      ),
    told: ['text: Tides'],
  },
  {
    name: 'content in an encoding that it declares',
    make: () =>
      zipOf({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'content.xml': Buffer.from(
          `<?xml version='1.0' encoding='ISO-8859-1'?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>Fl\xf8d</t:p></o:text></o:body></o:document-content>`,
          'latin1',
        ),
      }),
    told: ['text: Flød'],
  },
  {
    name: 'numbers of headings that begin anew, and one without',
    make: () =>
      odt(
        h('A') +
          h('a', '', 2) +
          h('No number', 'text:is-list-header="true"') +
          h('B', 'text:restart-numbering="true" text:start-value="7"') +
          h('b', '', 2),
        '',
        OUTLINE,
      ),
    told: [
      'heading 1: 1 A',
      'heading 2: 1.1 a',
      'heading 1: No number',
      'heading 1: 7 B',
      'heading 2: 7.1 b',
    ],
  },
  {
    name: 'lists that go on with another, and one that begins elsewhere',
    make: () =>
      odt(
        tlist(li(tp('one')), 'text:style-name="L" xml:id="x"') +
          tp('Between') +
          tlist(li(tp('two')), 'text:style-name="L" text:continue-list="x"') +
          tlist(li(tp('nine'), 'text:start-value="9"') + li(tp('ten'))),
        L,
      ),
    told: ['list 1: 1. one', 'text: Between', 'list 1: 2. two', 'list 1: 9. nine', 'list 1: 10. ten'],
  },
  {
    name: 'a list whose style is that of its paragraphs',
    make: () =>
      odt(
        tlist(li(tp('one', 'text:style-name="P"')) + li(tp('two', 'text:style-name="P"')), ''),
        `${L}<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>`,
      ),
    told: ['list 1: 1. one', 'list 1: 2. two'],
  },
  {
    name: 'paragraphs that are items by themselves',
    make: () => {
      const own = (text: string, level: number): string =>
        `<text:numbered-paragraph text:list-id="q" text:level="${level}" text:style-name="L">${tp(text)}</text:numbered-paragraph>`;
      return odt(own('one', 1) + own('in', 2) + own('two', 1) + tp('none'), L);
    },
    told: ['list 1: 1. one', 'list 2: 1.a) in', 'list 1: 2. two', 'text: none'],
  },
  {
    name: 'items of two paragraphs, with a head of the list and a list within',
    make: () =>
      odt(
        `<text:list text:style-name="L"><text:list-header>${tp('Head')}</text:list-header>${li(tp('one') + tp('more') + tlist(li(tp('in')), ''))}</text:list>`,
        L,
      ),
    told: ['text: Head', 'list 1: 1. one', 'text: more', 'list 2: 1.a) in'],
  },
  {
    name: 'cells and rows that are repeated',
    make: () =>
      odt(
        `<table:table>${tr(tc('a', 'table:number-columns-repeated="2"') + tc('b'))}${tr(tc('c') + tc('', 'table:number-columns-repeated="2"'), 'table:number-rows-repeated="2"')}</table:table>`,
      ),
    told: ['table 0: a | a | b / c |  |  / c |  | '],
  },
  {
    name: 'cells that others cover and that have text of their own',
    make: () =>
      odt(
        `<table:table>${tr(`${tc('a', 'table:number-columns-spanned="2" table:number-rows-spanned="2"')}<table:covered-table-cell>${tp('hidden')}</table:covered-table-cell>${tc('b')}`)}${tr(`<table:covered-table-cell/><table:covered-table-cell/>${tc('c')}`)}${tr(tc('d') + tc('e') + tc('f'))}</table:table>`,
      ),
    told: ['table 0: a 2x2 | b / c / d | e | f'],
  },
  {
    name: 'groups of rows, and a table within a cell',
    make: () =>
      odt(
        `<table:table><table:table-row-group><table:table-rows>${tr(tc('a') + tc('b'))}</table:table-rows></table:table-row-group>${tr(`<table:table-cell><table:table>${tr(tc('in') + tc('ner'))}</table:table></table:table-cell>${tc('c')}`)}</table:table>`,
      ),
    told: ['table 0: a | b / in ner | c'],
  },
  {
    name: 'shapes with text in the middle of a paragraph',
    make: () =>
      odt(tp(`one<draw:custom-shape>${tp('in a shape')}</draw:custom-shape> two<draw:line/> three`)),
    told: ['text: in a shape', 'text: one two three'],
  },
  {
    name: 'a box with its picture and caption, and a comment before it',
    make: () =>
      odt(
        tp(
          `See<office:annotation><dc:creator>Ann</dc:creator>${tp('Sure?')}</office:annotation> <draw:frame><draw:text-box>${tp('<draw:frame><draw:image/><svg:desc>The pier</svg:desc></draw:frame>Figure 1. Pier')}</draw:text-box></draw:frame>here.`,
        ),
      ),
    told: ['image: The pier', 'text: Figure 1. Pier', 'text: See here.', 'comment: Ann: Sure?'],
  },
  {
    name: 'notes with marks of their own, at the end, and in cells and headings',
    make: () =>
      odt(
        h(`Tides${note('*', tp('* Of March.'))}`) +
          `<table:table>${tr(`<table:table-cell><text:p>a${note('1', tp('In a cell.'))}</text:p></table:table-cell>`)}</table:table>` +
          tp(`end${note('i', tp('One.') + tp('Two.'), 'endnote')}.`),
      ),
    told: ['heading 1: Tides*', 'table 0: a¹', 'text: endⁱ.'],
    notes: { 1: ['* Of March.'], 2: ['1 In a cell.'], e1: ['i One.', 'Two.'] },
  },
  {
    name: 'sections within each other, one hidden',
    make: () =>
      odt(
        `<text:section>${tp('a')}<text:section text:display="none">${tp('hush')}</text:section></text:section>${tp('b')}`,
      ),
    told: ['text: a', 'text: b'],
  },
  {
    name: 'fields, references and places that are marked',
    make: () =>
      odt(
        tp(
          'Page <text:page-number>7</text:page-number><text:bookmark-start/> of <text:sequence text:name="T">2</text:sequence>, <text:bookmark-ref>see above</text:bookmark-ref>, <text:date>1 May</text:date>',
        ),
      ),
    told: ['text: Page 7 of 2, see above, 1 May'],
  },
  {
    name: 'spaces, tabs and breaks as elements',
    make: () => odt(tp('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:soft-page-break/>e')),
    told: ['text: a b c de'],
  },
  {
    name: 'changes over paragraphs',
    make: () =>
      odt(
        `<text:tracked-changes><text:changed-region text:id="c"><text:insertion/></text:changed-region><text:changed-region text:id="d"><text:deletion>${tp('gone')}</text:deletion></text:changed-region></text:tracked-changes>${tp('a <text:change-start text:change-id="c"/>new')}${tp('and<text:change-end text:change-id="c"/> b<text:change text:change-id="d"/>')}`,
      ),
    told: ['text: a new', 'text: and b'],
  },
  {
    name: 'a title, a table of contents and code by their styles',
    make: () =>
      odt(
        `${tp('Tides', 'text:style-name="Title"')}<text:table-of-content><text:table-of-content-source/><text:index-body>${tp('One 1')}</text:index-body></text:table-of-content>${tp('x = 1', 'text:style-name="Source_20_Code"')}${tp('  y', 'text:style-name="Source_20_Code"')}`,
        '<style:style style:name="Title" style:family="paragraph"/><style:style style:name="Source_20_Code" style:display-name="Source Code" style:family="paragraph"/>',
      ),
    told: ['heading 1: Tides', 'contents: One 1', 'code: x = 1\n  y'],
  },
  {
    name: 'ruby, raised text and links',
    make: () =>
      odt(
        tp(
          '<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby> 10<text:span text:style-name="up">-3</text:span> <text:a xlink:href="https://a.example">there</text:a>',
        ),
        '<style:style style:name="up"><style:text-properties style:text-position="33% 58%"/></style:style>',
      ),
    told: ['text: 漢（かん） 10⁻³ there'],
  },
  {
    name: 'a heading within a list, and letters of several alphabets',
    make: () => odt(tlist(li(h('Springs', '', 2)) + li(tp('שלום 港口'))), L),
    told: ['heading 2: 1. Springs', 'list 1: 2. שלום 港口'],
  },
];
