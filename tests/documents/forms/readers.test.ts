import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../lib/documents/forms/docx/docx-form.ts';
import { readEpub } from '../../../lib/documents/forms/epub/epub-form.ts';
import { kindOf } from '../../../lib/documents/forms/kind-of.ts';
import { readOdt } from '../../../lib/documents/forms/odt/odt-form.ts';
import { readPptx } from '../../../lib/documents/forms/pptx/pptx-form.ts';
import { docx, epub, odt, p, pptx, shape, wordPart } from './files.ts';
import { notesIn, told } from './told.ts';

const ITEM = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr>`;
const NOTE = '<w:r><w:footnoteReference w:id="5"/></w:r>';
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;

describe('a DOCX', () => {
  test('has headings by style and level, numbered lists, links, notes and comments', async () => {
    const body = [
      p('On tides', '<w:pStyle w:val="H1"/>'),
      p('Springs', '<w:pStyle w:val="H2"/>'),
      p('high', ITEM(0)) + p('low', ITEM(1)) + p('lower', ITEM(1)) + p('still', ITEM(0)),
      `<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id="url"><w:r><w:t>here</w:t></w:r></w:hyperlink>${NOTE}<w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>.</w:t></w:r></w:p>`,
      '<w:p><w:r><w:t>H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>O</w:t></w:r></w:p>',
      '<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
      p('שלום 123 עולם'),
      '<w:p><w:r><w:drawing><wp:docPr descr="The pier"/></w:drawing></w:r></w:p>',
    ];
    const file = await readDocx(
      await docx(body.join(''), {
        'footnotes.xml': wordPart('footnotes', `<w:footnote w:id="5">${p('Of all years.')}</w:footnote>`),
        'comments.xml': wordPart('comments', `<w:comment w:id="1" w:author="Ann">${p('Sure?')}</w:comment>`),
      }),
    );
    expect(told(file)).toEqual([
      ...['heading 1: On tides', 'heading 2: Springs'],
      ...['list 1: 1. high', 'list 2: 1.a) low', 'list 2: 1.b) lower', 'list 1: 2. still'],
      ...['text: See here¹.', 'comment: Ann: Sure?', 'text: H₂O', 'text: 漢（かん）', 'text: שלום 123 עולם'],
      'image: The pier',
    ]);
    expect(notesIn(file)).toEqual({ 1: ['1 Of all years.'] });
    expect(file.blocks.flatMap((block) => (block.is === 'text' ? block.text.links : []))).toEqual([
      'https://example.org/a',
    ]);
  });

  test('stands as it does once its tracked changes are accepted, and says how many', async () => {
    const file = await readDocx(
      await docx(
        `<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>was </w:delText></w:r></w:del><w:ins><w:r><w:t>is </w:t></w:r></w:ins><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>so.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hush</w:t></w:r></w:p>
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Two are</w:t></w:r></w:p>${p(' one.')}`,
      ),
    );
    expect(told(file)).toEqual(['text: It is so.', 'text: Two are one.']);
    expect(file.remarks).toEqual([
      '4 tracked changes are accepted: 1 insertion, 2 deletions, and 1 change of format.',
      '4 characters of hidden text are left out.',
    ]);
  });

  test('has notes with marks of their own, contents apart, and pictures counted without shapes', async () => {
    const own =
      '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r><w:r><w:footnoteReference w:id="6"/></w:r>';
    const contents = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Tides 1')}</w:sdtContent></w:sdt>`;
    const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
    const drawing = (alt: string, content: string): string =>
      `<w:p><w:r><w:drawing><wp:docPr descr="${alt}"/>${content}</w:drawing></w:r></w:p>`;
    const file = await readDocx(
      await docx(
        `${contents}<w:p><w:r><w:t>Seen</w:t></w:r>${own}</w:p>${drawing('A box', '')}${drawing('A pier', `<a:blip ${A}/>`)}`,
        {
          'footnotes.xml': wordPart(
            'footnotes',
            `<w:footnote w:id="5">${p('*By night.')}</w:footnote><w:footnote w:id="6">${p('By day.')}</w:footnote>`,
          ),
        },
      ),
    );
    expect(told(file)).toEqual(['contents: Tides 1', 'text: Seen*¹', 'image: A box', 'image: A pier']);
    expect(notesIn(file)).toEqual({ cf1: ['* By night.'], 1: ['1 By day.'] });
    expect(file.images).toBe(1);
  });

  test('names no columns where its style sets no first row apart', async () => {
    const look = (value: string): string =>
      `<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook ${value}/></w:tblPr><w:tr>${cell('a')}</w:tr><w:tr>${cell('b')}</w:tr></w:tbl>`;
    const body =
      look('w:firstRow="1"') + look('w:firstRow="0"') + look('w:val="0400"') + look('w:val="04A0"');
    expect(told(await readDocx(await docx(body))).map((table) => table.slice(0, 7))).toEqual([
      ...['table 1', 'table 0', 'table 0', 'table 1'],
    ]);
  });

  test('has tables with cells over several rows and columns, and names of columns', async () => {
    const file = await readDocx(
      await docx(`<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('a', '<w:gridSpan w:val="2"/>')}${cell('b')}</w:tr>
        <w:tr>${cell('c', '<w:vMerge w:val="restart"/>')}${cell('d')}${cell('e')}</w:tr>
        <w:tr>${cell('', '<w:vMerge/>')}${cell('f')}${cell('g')}</w:tr></w:tbl>`),
    );
    expect(told(file)).toEqual(['table 1: a 2x1 | b / c 1x2 | d | e / f | g']);
  });
});

test('an ODT has headings, lists, spans, notes, comments and accepted changes', async () => {
  const styles = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style>
    <style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>`;
  const body = `<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <text:h text:outline-level="2">Springs</text:h>
    <text:list text:style-name="L"><text:list-item><text:p>high</text:p><text:list><text:list-item><text:p>low</text:p></text:list-item></text:list></text:list-item></text:list>
    <text:p>10<text:span text:style-name="up">3</text:span> m<text:note text:note-class="footnote"><text:note-citation>9</text:note-citation><text:note-body><text:p>Of all years.</text:p></text:note-body></text:note><office:annotation><dc:creator>Ann</dc:creator><text:p>Sure?</text:p></office:annotation><text:s text:c="2"/>deep</text:p>
    <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>`;
  const file = await readOdt(await odt(body, styles));
  expect(told(file)).toEqual([
    ...['heading 2: Springs', 'list 1: 1. high', 'list 2: • low', 'text: 10³ m⁹ deep', 'comment: Ann: Sure?'],
    'table 1: a 2x1 / b | c',
  ]);
  expect(notesIn(file)).toEqual({ 1: ['9 Of all years.'] });
  expect(file.remarks).toEqual(['1 tracked change is accepted: 1 deletion.']);
});

test('a PPTX has its slides in the order of the show, titles as headings, notes as asides', async () => {
  const file = await readPptx(
    await pptx([
      { content: shape('title', 'First') + shape('body', 'one', 'two'), notes: 'Say it slowly.' },
      { content: shape('ctrTitle', 'Second') + shape(null, 'A box') + shape('sldNum', '2') },
    ]),
  );
  expect(told(file)).toEqual([
    ...['---', 'heading 1: First', 'list 1: • one', 'list 1: • two', 'speaker_notes: Say it slowly.'],
    ...['---', 'heading 1: Second', 'text: A box'],
  ]);
});

test('a link or raised text that a paragraph of a slide begins with is kept', async () => {
  const run = (text: string, attributes = '', inner = ''): string =>
    `<a:r><a:rPr ${attributes}>${inner}</a:rPr><a:t>${text}</a:t></a:r>`;
  const linked = (id: string, text: string): string => run(text, '', `<a:hlinkClick r:id="${id}"/>`);
  const content = [
    `<a:p>${run('1', 'baseline="30000"')}${run(' Of March')}</a:p>`,
    `<a:p>${linked('a', 'low')}${run(' or ')}${linked('b', 'high')}</a:p>`,
    `<a:p>${linked('c', '')}</a:p><a:p>${run('none')}</a:p>`,
  ];
  const links = { a: 'https://tides.example/a', b: 'https://tides.example/b', c: 'https://tides.example/c' };
  const file = await readPptx(
    await pptx([{ content: `<p:sp><p:txBody>${content.join('')}</p:txBody></p:sp>`, links }]),
  );
  const texts = file.blocks.flatMap((block) => (block.is === 'text' ? [block.text] : []));
  expect(texts.map(({ text, links }) => [text, ...links])).toEqual([
    ['¹ Of March'],
    ['low or high', 'https://tides.example/a', 'https://tides.example/b'],
    ['none'],
  ]);
});

test('an EPUB has its chapters in the order of the spine, with its navigation as outline', async () => {
  const note =
    '<p>Text<a epub:type="noteref" href="#n1">1</a>.</p><aside epub:type="footnote" id="n1"><p>A note.</p></aside>';
  const bytes = await epub([`<h1>One</h1>${note}`, `<h1>Two</h1>${note}`]);
  expect(kindOf(bytes).kind).toBe('epub');
  const file = await readEpub(bytes);
  expect(told(file)).toEqual([
    '---',
    'heading 1: One',
    'text: Text¹.',
    '---',
    'heading 1: Two',
    'text: Text¹.',
  ]);
  expect(Object.values(notesIn(file))).toEqual([['1 A note.'], ['1 A note.']]);
  expect(file.outline).toEqual([
    { title: 'Chapter 1', level: 1, block: 1 },
    { title: 'Chapter 2', level: 1, block: 4 },
  ]);
  expect(file.metadata).toEqual({ Title: 'The book' });
});

test('authors of a file are parted by semicolons, as names have commas', async () => {
  const names = ['王小明', 'Ohm, Georg'].map((name) => `<dc:creator>${name}</dc:creator>`).join('');
  const meta = `<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">${names}</office:document-meta>`;
  const { metadata } = await readOdt(await odt('', '', { 'meta.xml': meta }));
  expect(metadata).toEqual({ Author: '王小明; Ohm, Georg' });
});

test('the outline of an EPUB names places within its chapters', async () => {
  const nav = `<nav epub:type="toc"><ol><li><a href="c1.xhtml">One</a><ol><li><a href="c1.xhtml#s%C3%A9">Inner</a></li>
    <li><a href="c1.xhtml#gone">Gone</a></li><li><a href="c1.xhtml#x"> </a></li></ol></li></ol></nav>`;
  const bytes = await epub(['<h1>One</h1><p>Text.</p><section id="sé"><h2>Inner</h2></section>'], {
    'OEBPS/nav.xhtml': `<html xmlns:epub="http://www.idpf.org/2007/ops"><body>${nav}</body></html>`,
  });
  const { blocks, outline } = await readEpub(bytes);
  expect(outline.map(({ title, level, block }) => [title, level, told({ blocks })[block]])).toEqual([
    ['One', 1, 'heading 1: One'],
    ['Inner', 2, 'heading 2: Inner'],
    ['Gone', 2, 'heading 1: One'],
  ]);
});

const laughs = '<!DOCTYPE a [<!ENTITY a "ha">]><w:document><w:body>&a;</w:body></w:document>';

test.each([
  [
    'entities of its own',
    async () => readDocx(await docx(p('x'), { 'styles.xml': laughs })),
    'document_damaged',
  ],
  ['10⁶ open elements', async () => readDocx(await docx('<w:tbl>'.repeat(1e6))), 'document_too_deep'],
  [
    'a lock',
    async () =>
      readOdt(
        await odt('', '', { 'META-INF/manifest.xml': '<manifest:encryption-data xmlns:manifest="x"/>' }),
      ),
    'document_encrypted',
  ],
  ['a part that unpacks to 70 MB', async () => readDocx(await docx(' '.repeat(70e6))), 'document_too_large'],
])('a file with %s is refused', async (_, read, code) => {
  await expect(read()).rejects.toMatchObject({ code });
});
