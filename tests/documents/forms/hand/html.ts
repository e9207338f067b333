import type { HandMade } from './hand-made.ts';

const page = (body: string): Buffer => Buffer.from(`<!doctype html><title>T</title>${body}`);

export const HTML: readonly HandMade[] = [
  {
    name: 'capitals, attributes without quotes and ends that are left out',
    make: () => Buffer.from('<HTML><BODY><H2 ALIGN=center>Tides</H2><P>One<P>Two<UL><LI>a<LI>b</UL></HTML>'),
    told: ['heading 2: Tides', 'text: One', 'text: Two', 'list 1: • a', 'list 1: • b'],
  },
  {
    name: 'paragraphs parted by two line breaks',
    make: () => page('<h1>Log</h1>High water<br>at noon.<br><br>Low water.<br>\n<br/>\n<br/>Ebb.'),
    told: ['heading 1: Log', 'text: High water at noon.', 'text: Low water.', 'text: Ebb.'],
  },
  {
    name: 'a heading of two lines, and breaks in code',
    make: () => page('<h2>Part one<br><br>Springs</h2><pre>a<br><br>b</pre>'),
    told: ['heading 2: Part one Springs', 'code: a\n\nb'],
  },
  {
    name: 'notes by raised links to paragraphs',
    make: () =>
      page(`<p>Seen<sup><a href="#a" id="ra">1</a></sup> twice<a href="#b"><sup>[2]</sup></a>.</p><hr>
        <p id="a"><a href="#ra">1</a> By night.</p><div id="b">2. By day. <a href="#rb">↩</a></div><p>End.</p>`),
    told: ['text: Seen¹ twice².', 'text: End.'],
    notes: { a: ['1 By night.'], b: ['2 By day.'] },
  },
  {
    name: 'notes as an encyclopedia has them',
    make: () =>
      page(`<p>Deep.<sup id="cite_ref-x_1-0" class="reference"><a href="#cite_note-x-1">[1]</a></sup></p><h2>References</h2>
        <ol class="references"><li id="cite_note-x-1"><b>^</b> <a href="#cite_ref-x_1-0"><sup>a</sup></a> <span>Ann, <i>Tides</i>, 1901.</span></li></ol>`),
    told: ['text: Deep.¹', 'heading 2: References'],
    notes: { 'cite_note-x-1': ['1 ^ Ann, Tides, 1901.'] },
  },
  {
    name: 'notes at anchors with names',
    make: () =>
      page('<p>High<a href="#n1"><sup>*</sup></a> water.</p><p><a name="n1"></a>* Of March.</p><p>More.</p>'),
    told: ['text: High* water.', 'text: More.'],
    notes: { n1: ['* Of March.'] },
  },
  {
    name: 'raised links and numbers that are no notes',
    make: () =>
      page(
        '<p id="top">10<sup>3</sup> m, see <a href="#s2">2</a> and <sup><a href="#top">1</a></sup>.</p><h2 id="s2">Two</h2>',
      ),
    told: ['text: 10³ m, see 2 and ¹.', 'heading 2: Two'],
  },
  {
    name: 'a table with its caption, its foot before its body, and a column of names',
    make: () =>
      page(`<table><caption>Table 1. Heights</caption><thead><tr><th>Day<th>m</thead><tfoot><tr><td>All<td>9</tfoot>
        <tbody><tr><th scope=row>1<td>4<tr><th scope=row>2<td>5</tbody></table>`),
    told: ['text: Table 1. Heights', 'table 1: Day | m / 1 | 4 / 2 | 5 / All | 9'],
  },
  {
    name: 'a table that only places what it holds',
    make: () =>
      page(
        '<table role="presentation"><tr><td><h1>Left</h1><td><p>Right.<table><tr><td>a<tr><td>b</table></table>',
      ),
    told: ['heading 1: Left', 'text: Right.', 'table 0: a / b'],
  },
  {
    name: 'headings by their role',
    make: () => page('<div role="heading" aria-level="3">Neaps</div><div role=heading>Springs</div><p>Text.'),
    told: ['heading 3: Neaps', 'heading 2: Springs', 'text: Text.'],
  },
  {
    name: 'lists in letters and Roman numerals, with numbers of their own',
    make: () =>
      page(
        '<ol type=a start=3><li>c<li value=7>g<li>h</ol><ol style="list-style-type:upper-roman"><li>I</ol>',
      ),
    told: ['list 1: c. c', 'list 1: g. g', 'list 1: h. h', 'list 1: I. I'],
  },
  {
    name: 'lists that count down',
    make: () =>
      page(
        '<ol reversed><li>three<li>two<ul><li>in</ul><li>one</ol><ol reversed start=9><li>nine<li>eight</ol>',
      ),
    told: [
      ...['list 1: 3. three', 'list 1: 2. two', 'list 2: • in', 'list 1: 1. one'],
      ...['list 1: 9. nine', 'list 1: 8. eight'],
    ],
  },
  {
    name: 'lists within cells',
    make: () => page('<table><tr><td>x<td><ol><li>one<li>two</ol><tr><td>y<td><ul><li>z</ul></table>'),
    told: ['table 0: x | 1. one 2. two / y | • z'],
  },
  {
    name: 'several paragraphs in an item, and a list straight within a list',
    make: () => page('<ul><li><p>One.</p><p>Still one.</p></li><ul><li>deeper</ul><li>Two</ul>'),
    told: ['list 1: • One.', 'text: Still one.', 'list 2: • deeper', 'list 1: • Two'],
  },
  {
    name: 'terms and what they mean',
    make: () => page('<dl><dt>Ebb<dd>It falls.<dd>It is slow.<dt>Flood<dd>It rises.</dl>'),
    told: ['text: Ebb', 'text: It falls.', 'text: It is slow.', 'text: Flood', 'text: It rises.'],
  },
  {
    name: 'entities by name, number and without an end',
    make: () => page('<p>Caf&eacute; &#8211; &#x2014; 3 &lt 4 &amp; &hearts; &notaword; A&shy;B&nbsp;C'),
    told: ['text: Café – — 3 < 4 & ♥ ¬aword; AB C'],
  },
  {
    name: 'comments, scripts and styles in odd places',
    make: () => page('<p>a<!-- <p>no -->b<script>"</p>"</script>c<style>p{}</style></p><!-- > -->d'),
    told: ['text: abc', 'text: d'],
  },
  {
    name: 'a figure with its caption and a picture with a name by ARIA',
    make: () =>
      page(
        '<figure><img src=a.png alt="The pier"><figcaption>Figure 1. Pier.</figcaption></figure><svg role="img" aria-label="A chart"><text>1</text></svg>',
      ),
    told: ['image: The pier', 'text: Figure 1. Pier.', 'image: A chart'],
  },
  {
    name: 'ruby in pairs, quotes and text that runs from right to left',
    make: () =>
      page(
        '<p><ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby> <q>so</q></p><p dir=rtl>שלום <bdo dir=ltr>123</bdo></p>',
      ),
    told: ['text: 東（とう）京（きょう） “so”', 'text: שלום 123'],
  },
  {
    name: 'a page that begins with a heading of the third level and has no head',
    make: () => Buffer.from('<h3>Neaps</h3>\n<ol><li>one\n<li>two</ol>\n'),
    told: ['heading 3: Neaps', 'list 1: 1. one', 'list 1: 2. two'],
  },
];
