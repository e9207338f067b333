import { zipOf } from '../../../support/zip.ts';
import { docx, p, wordPart } from '../files.ts';
import type { HandMade } from './hand-made.ts';
import { par, run } from './word-runs.ts';

const field = (told: string, shown: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${told}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const style = (id: string, type: string, content: string): string =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${content}</w:style>`;
const styles = (...content: string[]) => ({ 'styles.xml': wordPart('styles', content.join('')) });
const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

/** A DOCX whose main part has these bytes. */
const withMain = (main: Buffer | string) =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': main,
  });
const STRICT = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

/** DOCX with text of all kinds. */
export const DOCX_TEXTS: readonly HandMade[] = [
  {
    name: 'names of another prefix, as the strict standard has them',
    make: () =>
      withMain(
        `<x:document xmlns:x="${STRICT}"><x:body><x:p><x:pPr><x:outlineLvl x:val="1"/></x:pPr><x:r><x:t>Tides</x:t></x:r></x:p><x:p><x:r><x:t>They</x:t><x:tab/><x:t>rise.</x:t></x:r></x:p></x:body></x:document>`,
      ),
    told: ['heading 2: Tides', 'text: They rise.'],
  },
  {
    name: 'parts in UTF-16',
    make: () =>
      withMain(
        Buffer.from(
          `\ufeff<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="${STRICT}"><w:body>${p('Прилив é')}</w:body></w:document>`,
          'utf16le',
        ),
      ),
    told: ['text: Прилив é'],
  },
  {
    name: 'character data, comments and references in its text',
    make: () => docx(par('<w:r><w:t>a <![CDATA[<b> & ]]>c<!-- no --> &#233;&#x2014;&lt;</w:t></w:r>')),
    told: ['text: a <b> & c é—<'],
  },
  {
    name: 'links as fields, simple and with their parts apart',
    make: () =>
      docx(
        par(
          run('See '),
          field(' HYPERLINK "https://a.example/x" \\o "t" ', 'here'),
          run(', page '),
          field(' PAGEREF _Toc1 ', '7'),
        ) + par('<w:fldSimple w:instr=" DATE ">', run('today'), '</w:fldSimple>'),
      ),
    told: ['text: See here, page 7', 'text: today'],
  },
  {
    name: 'signs of other typefaces',
    make: () =>
      docx(
        par(
          run('angle '),
          '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
          run(' 3 '),
          '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        ),
      ),
    told: ['text: angle α≥ 3 ✓'],
  },
  {
    name: 'two choices and what stands for them',
    make: () =>
      docx(
        `<w:p ${MC}><mc:AlternateContent><mc:Choice Requires="a">${run('first')}</mc:Choice><mc:Choice Requires="b">${run('second')}</mc:Choice><mc:Fallback>${run('third')}</mc:Fallback></mc:AlternateContent><mc:AlternateContent><mc:Fallback>${run(' alone')}</mc:Fallback></mc:AlternateContent></w:p>`,
      ),
    told: ['text: first alone'],
  },
  {
    name: 'text that styles hide, raise and lower',
    make: () =>
      docx(
        par(
          run('10'),
          run('3', '<w:rStyle w:val="Up"/>'),
          run(' m'),
          run('hush', '<w:rStyle w:val="Gone"/>'),
          run(' shown', '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>'),
        ) +
          par('<w:pPr><w:pStyle w:val="Away"/></w:pPr>', run('never')) +
          p('end'),
        styles(
          style('Up', 'character', '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
          style('Gone', 'character', '<w:rPr><w:vanish/></w:rPr>'),
          style('Away', 'paragraph', '<w:rPr><w:vanish/></w:rPr>'),
        ),
      ),
    told: ['text: 10³ m shown', 'text: end'],
  },
  {
    name: 'runs in tags, controls and marks of direction',
    make: () =>
      docx(
        par(
          '<w:smartTag>',
          run('a'),
          '</w:smartTag><w:customXml>',
          run('b'),
          '</w:customXml><w:sdt><w:sdtContent>',
          run('c'),
          '</w:sdtContent></w:sdt><w:dir w:val="rtl">',
          run('ד'),
          '</w:dir>',
        ),
      ),
    told: ['text: abcד'],
  },
  {
    name: 'moves, and paragraphs whose marks were deleted in a row',
    make: () =>
      docx(
        par('<w:moveFrom>', run('gone'), '</w:moveFrom>', run('stays')) +
          par('<w:moveTo>', run('come'), '</w:moveTo>') +
          ['a ', 'b ', 'c'].map((text, at) => p(text, at < 2 ? '<w:rPr><w:del/></w:rPr>' : '')).join(''),
      ),
    told: ['text: stays', 'text: come', 'text: a b c'],
  },
  {
    name: 'heading styles in other tongues, titles and an outline that is none',
    make: () =>
      docx(
        p('Gezeiten', '<w:pStyle w:val="a"/>') +
          p('Springtiden', '<w:pStyle w:val="b"/>') +
          p('Text', '<w:pStyle w:val="b"/><w:outlineLvl w:val="9"/>'),
        {
          'styles.xml': wordPart(
            'styles',
            '<w:style w:styleId="a"><w:name w:val="Title"/></w:style><w:style w:styleId="b"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>',
          ),
        },
      ),
    told: ['heading 1: Gezeiten', 'heading 2: Springtiden', 'text: Text'],
  },
  {
    name: 'a text box of old Word, and a picture in it',
    make: () =>
      docx(
        `<w:p>${run('before ')}<w:r><w:pict><v:shape xmlns:v="v" alt="The pier"><v:textbox><w:txbxContent>${p('boxed')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>${run('after')}</w:p>`,
      ),
    told: ['text: boxed', 'text: before after', 'image: The pier'],
  },
  {
    name: 'formulas, and ruby in a heading',
    make: () =>
      docx(
        `<w:p xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara></w:p>` +
          par(
            '<w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:ruby><w:rt>',
            run('かん'),
            '</w:rt><w:rubyBase>',
            run('漢'),
            '</w:rubyBase></w:ruby></w:r>',
            run('字'),
          ),
      ),
    told: ['text: x²', 'heading 2: 漢（かん）字'],
  },
  {
    name: 'breaks, hyphens that do not break, and spaces as set',
    make: () =>
      docx(
        par(
          '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type="page"/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t xml:space="preserve"> e </w:t><w:cr/><w:t>f</w:t></w:r>',
        ),
      ),
    told: ['text: a b c\u2011d e f'],
  },
];
