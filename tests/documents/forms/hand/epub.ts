import { zipOf } from '../../../support/zip.ts';
import { epub } from '../files.ts';
import type { HandMade } from './hand-made.ts';

const NCX = `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>One</text></navLabel><content src="c1.xhtml"/></navPoint></navMap></ncx>`;
const book = (name: string, chapters: string[], told: string[], notes?: HandMade['notes']): HandMade => ({
  name,
  make: () => epub(chapters),
  told,
  ...(notes ? { notes } : {}),
});
const opf = (manifest: string, spine: string, metadata = ''): string =>
  `<package xmlns="http://www.idpf.org/2007/opf"><metadata>${metadata}</metadata><manifest>${manifest}</manifest><spine>${spine}</spine></package>`;
const container = (path: string): string =>
  `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${path}"/></rootfiles></container>`;
const file = (id: string, href: string, type = 'application/xhtml+xml'): string =>
  `<item id="${id}" href="${href}" media-type="${type}"/>`;
const chapter = (body: string): string =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>${body}</body></html>`;

/** An EPUB with these parts, its package at the root. */
const atRoot = (manifest: string, spine: string, parts: Record<string, string | Buffer>) =>
  zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': container('a.opf'),
    'a.opf': opf(manifest, spine),
    ...parts,
  });

export const EPUB: readonly HandMade[] = [
  {
    name: 'notes in a file of their own',
    make: () =>
      epub([
        '<p>High<a epub:type="noteref" href="c1.xhtml#n1">1</a> and low<a href="c1.xhtml#n2"><sup>2</sup></a>.</p>',
        '<h2>Notes</h2><aside epub:type="footnote" id="n1"><p>Of March. <a href="c2.xhtml#r1">↩</a></p></aside><p id="n2"><a href="c2.xhtml#r2">2</a>. Of May.</p>',
      ]),
    told: ['---', 'text: High¹ and low².', '---', 'heading 2: Notes'],
    notes: { '2-n1': ['1 Of March.'], '2-n2': ['2 Of May.'] },
  },
  book(
    'the same ids in two chapters',
    [
      '<p>A<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n">One.</aside>',
      '<p>B<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n">Two.</aside>',
    ],
    ['---', 'text: A¹', '---', 'text: B¹'],
    { n: ['1 One.'], '2-n': ['1 Two.'] },
  ),
  {
    name: 'a package at the root, names with spaces and a spine in another order',
    make: () =>
      atRoot(
        file('x', 'a%20b.xhtml') + file('y', 'c.xhtml'),
        '<itemref idref="y"/><itemref idref="x" linear="no"/>',
        { 'a b.xhtml': chapter('<p>second</p>'), 'c.xhtml': chapter('<p>first</p>') },
      ),
    told: ['---', 'text: first', '---', 'text: second'],
  },
  {
    name: 'an outline as EPUB 2 has it',
    make: () =>
      atRoot(
        file('x', 'c1.xhtml') + file('ncx', 't.ncx', 'application/x-dtbncx+xml'),
        '<itemref idref="x"/>',
        { 'c1.xhtml': chapter('<h1>One</h1><p>Text.</p>'), 't.ncx': NCX },
      ),
    told: ['---', 'heading 1: One', 'text: Text.'],
  },
  {
    name: 'chapters in UTF-16 and in an encoding that they declare',
    make: () =>
      atRoot(file('x', 'a.xhtml') + file('y', 'b.xhtml'), '<itemref idref="x"/><itemref idref="y"/>', {
        'a.xhtml': Buffer.from(`\ufeff${chapter('<p>Прилив</p>')}`, 'utf16le'),
        'b.xhtml': Buffer.from(
          `<?xml version="1.0" encoding="ISO-8859-1"?>${chapter('<p>Flød</p>')}`,
          'latin1',
        ),
      }),
    told: ['---', 'text: Прилив', '---', 'text: Flød'],
  },
  {
    name: 'its kind packed by hand, behind other parts',
    make: () =>
      zipOf({
        'META-INF/container.xml': container('a.opf'),
        'a.opf': opf(file('x', 'c.xhtml'), '<itemref idref="x"/>'),
        'c.xhtml': chapter('<p>Tides</p>'),
        mimetype: 'application/epub+zip',
      }),
    told: ['---', 'text: Tides'],
  },
  book(
    'elements that close themselves',
    ['<p>a<a id="x"/>b<br/>c</p><script/><p/><table><tr><td/><td>d</td></tr></table><p>e</p>'],
    ['---', 'text: ab c', 'table 0:  | d', 'text: e'],
  ),
  book('character data', ['<p>a <![CDATA[<b> & ]]>c</p>'], ['---', 'text: a <b> & c']),
  book(
    'headings within sections',
    ['<section><h1>One</h1><section><h2>Two</h2><p>x</p></section></section>'],
    ['---', 'heading 1: One', 'heading 2: Two', 'text: x'],
  ),
  book(
    'lists within lists',
    ['<ol><li>a<ol type="i"><li>b</li></ol></li><li><p>c</p><p>d</p></li></ol>'],
    ['---', 'list 1: 1. a', 'list 2: i. b', 'list 1: 2. c', 'text: d'],
  ),
  book(
    'a table with its caption and spans',
    [
      '<table><caption>Table 1</caption><tr><th colspan="2">a</th></tr><tr><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr></table>',
    ],
    ['---', 'text: Table 1', 'table 1: a 2x1 / b 1x2 | c / d'],
  ),
  book(
    'marks of pages, and asides that are none of the page',
    ['<p>a <span epub:type="pagebreak" id="p7" title="7"/>b</p><aside><p>By the way.</p></aside>'],
    ['---', 'text: a b', 'text: By the way.'],
  ),
  book(
    'notes as a list at the end',
    [
      '<p>x<a epub:type="noteref" href="#e1">1</a></p><section epub:type="endnotes"><h2>Notes</h2><ol><li id="e1"><p>One.</p><p>Two.</p></li></ol></section>',
    ],
    ['---', 'text: x¹', 'heading 2: Notes'],
    { e1: ['1 One.', 'Two.'] },
  ),
  book(
    'formulas',
    ['<p><math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math> m</p>'],
    ['---', 'text: x² m'],
  ),
  book(
    'pictures in figures and drawings that say what they show',
    [
      '<figure><img src="a.png" alt="The pier"/><figcaption>Fig. 1</figcaption></figure><svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A chart"><title>t</title></svg>',
    ],
    ['---', 'image: The pier', 'text: Fig. 1', 'image: A chart'],
  ),
  book(
    'poems with their lines',
    ['<p>The tide<br/>rises</p><blockquote><p>and falls</p></blockquote>'],
    ['---', 'text: The tide rises', 'text: and falls'],
  ),
  book(
    'text from right to left with ruby',
    ['<p dir="rtl">שלום</p><p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>'],
    ['---', 'text: שלום', 'text: 漢（かん）'],
  ),
  book('entities by their names', ['<p>a&nbsp;&mdash;&eacute; &#x263A;</p>'], ['---', 'text: a —é ☺']),
  book(
    'code and hidden elements',
    ['<pre>if x:\n    y</pre><p hidden="hidden">no</p><p style="display:none">no</p>'],
    ['---', 'code: if x:\n    y'],
  ),
  {
    name: 'a spine that names parts that there are not, and pictures',
    make: () =>
      atRoot(
        file('x', 'c.xhtml') + file('gone', 'gone.xhtml') + file('svg', 'p.svg', 'image/svg+xml'),
        '<itemref idref="gone"/><itemref idref="svg"/><itemref idref="x"/><itemref idref="none"/>',
        { 'c.xhtml': chapter('<p>Tides</p>') },
      ),
    told: ['---', 'text: Tides'],
  },
];
