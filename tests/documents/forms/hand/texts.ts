import type { HandMade } from './hand-made.ts';

const lines = (...all: string[]): Buffer => Buffer.from(all.join('\n'));

export const MARKDOWN: readonly HandMade[] = [
  {
    name: 'headings underlined, and with marks at both ends',
    make: () => lines('Tides', '=====', '', 'Springs', '---', '', '### Neaps ###', '', 'Text'),
    told: ['heading 1: Tides', 'heading 2: Springs', 'heading 3: Neaps', 'text: Text'],
  },
  {
    name: 'headings without empty lines around them',
    make: () => lines('# Tides', 'They rise.', '## Springs', 'High.', '## Neaps', 'Low.'),
    told: [
      'heading 1: Tides',
      'text: They rise.',
      'heading 2: Springs',
      'text: High.',
      'heading 2: Neaps',
      'text: Low.',
    ],
  },
  {
    name: 'headings with attributes',
    make: () => lines('# Tides {#tides .unnumbered}', '', 'A set {1, 2}.', '', '## The set {a} {-}', '', 'x'),
    told: ['heading 1: Tides', 'text: A set {1, 2}.', 'heading 2: The set {a}', 'text: x'],
  },
  {
    name: 'links by reference',
    make: () =>
      lines(
        'See [the log][1] and [Tides].',
        '',
        '[1]: https://a.example/x "Log"',
        '[tides]: <https://b.example>',
      ),
    told: ['text: See the log and Tides.'],
  },
  {
    name: 'lists with each mark, numbers that begin elsewhere, and tabs',
    make: () =>
      lines('# L', '', '* a', '* b', '', '+ c', '', '7) seven', '8) eight', '\t- in', '\t\t- deeper'),
    told: [
      ...['heading 1: L', 'list 1: • a', 'list 1: • b', 'list 1: • c'],
      ...['list 1: 7. seven', 'list 1: 8. eight', 'list 2: • in', 'list 3: • deeper'],
    ],
  },
  {
    name: 'items of several paragraphs with code',
    make: () => lines('## L', '', '1. One', '', '   more', '', '       code', '', '2. Two'),
    told: ['heading 2: L', 'list 1: 1. One', 'text: more', 'code: code', 'list 1: 2. Two'],
  },
  {
    name: 'tasks',
    make: () => lines('## L', '', '- [ ] measure', '- [x] write', '- [link] no task', '', '[x] none'),
    told: [
      'heading 2: L',
      'list 1: • ☐ measure',
      'list 1: • ☑ write',
      'list 1: • [link] no task',
      'text: [x] none',
    ],
  },
  {
    name: 'tables without outer pipes, with pipes in cells and cells that lack',
    make: () => lines('a | b', '--|:-:', '1 \\| 2 | `x`', 'only', ''),
    told: ['table 1: a | b / 1 | 2 | x / only | '],
  },
  {
    name: 'notes within the text, of several paragraphs, and twice',
    make: () => lines('A[^x] b^[Inline *note*.] c[^x].', '', '[^x]: First.', '', '    Second.', ''),
    told: ['text: A¹ b² c¹.'],
    notes: { 1: ['1 First.', 'Second.'], 2: ['2 Inline note.'] },
  },
  {
    name: 'line breaks by spaces and backslashes, and escapes',
    make: () => lines('# T', '', 'one  ', 'two\\', 'three \\*not\\* \\# &copy; 1\\. x'),
    told: ['heading 1: T', 'text: one two three *not* # © 1. x'],
  },
  {
    name: 'code fenced by tildes within a list, and with fences in it',
    make: () => lines('- a', '', '  ~~~~ js', '  ```', '  x', '  ~~~~', '', '# T'),
    told: ['list 1: • a', 'code: ```\nx', 'heading 1: T'],
  },
  {
    name: 'quotes with lists and headings in them',
    make: () => lines('> # Q', '>', '> text', 'goes on', '>', '> - a', '>> deep'),
    told: ['heading 1: Q', 'text: text goes on', 'list 1: • a', 'text: deep'],
  },
  {
    name: 'HTML within, as blocks and in lines',
    make: () =>
      lines(
        '# T',
        '',
        '<div align="center">',
        '',
        '**Bold** H<sub>2</sub>O',
        '',
        '</div>',
        '',
        '<table><tr><td>a</td></tr></table>',
      ),
    told: ['heading 1: T', 'text: Bold H₂O', 'table 0: a'],
  },
  {
    name: 'images with titles, by reference, and without an alternative text',
    make: () => lines('![The pier](a.png "P")', '', '![Chart][c] ![](b.png)', '', '[c]: c.png'),
    told: ['image: The pier', 'image: Chart'],
  },
  {
    name: 'fields before the text in YAML',
    make: () => lines('---', 'title: "T"', 'tags:', '  - a', '---', '# One', '', 'x'),
    told: ['heading 1: One', 'text: x'],
  },
  {
    name: 'fields before the text in TOML',
    make: () => lines('+++', 'title = "T"', '+++', '', '# One', '', 'x'),
    told: ['heading 1: One', 'text: x'],
  },
  {
    name: 'ends of lines as old Macs have them',
    make: () => Buffer.from('# Tides\r\rThey rise.\r\r- a\r- b\r'),
    told: ['heading 1: Tides', 'text: They rise.', 'list 1: • a', 'list 1: • b'],
  },
  {
    name: 'its mark of bytes before a heading',
    make: () => Buffer.from('\ufeff# Tides\r\n\r\nThey rise.\r\n'),
    told: ['heading 1: Tides', 'text: They rise.'],
  },
  {
    name: 'rules, struck text and links in angle brackets',
    make: () => lines('# T', '', '***', '', '~~gone~~ <https://a.example> *a**b*', '', '_ _ _', '', 'end'),
    told: ['heading 1: T', 'text: gone https://a.example a**b', 'text: end'],
  },
  {
    name: 'a list that is interrupted and goes on',
    make: () => lines('# T', '', '1. a', '2. b', '', '<!-- -->', '', '3. c', '1. d'),
    told: ['heading 1: T', 'list 1: 1. a', 'list 1: 2. b', 'list 1: 3. c', 'list 1: 4. d'],
  },
];

export const TEXT: readonly HandMade[] = [
  { name: 'one word without an end of line', make: () => lines('Tides'), told: ['text: Tides'] },
  { name: 'a line a paragraph', make: () => lines('One.', 'Two.', ''), told: ['text: One.', 'text: Two.'] },
  {
    name: 'lines that are wrapped',
    make: () => lines('One', 'goes on.', '', 'Two.'),
    told: ['text: One goes on.', 'text: Two.'],
  },
  {
    name: 'ends of lines as old Macs have them',
    make: () => Buffer.from('One\rgoes on.\r\rTwo.\r'),
    told: ['text: One goes on.', 'text: Two.'],
  },
  {
    name: 'ends of lines of three kinds',
    make: () => Buffer.from('a\r\nb\rc\nd'),
    told: ['text: a', 'text: b', 'text: c', 'text: d'],
  },
  {
    name: 'line and paragraph separators of Unicode',
    make: () => Buffer.from('a\u2028b\u2029c\u0085d'),
    told: ['text: a', 'text: b', 'text: c', 'text: d'],
  },
  { name: 'form feeds', make: () => Buffer.from('a\n\fb\n'), told: ['text: a', '---', 'text: b'] },
  {
    name: 'items whose lines are set in, without empty lines',
    make: () => lines('- one', '  goes on', '- two', 'Text'),
    told: ['list: - one goes on', 'list: - two', 'text: Text'],
  },
  {
    name: 'numbered items whose lines are set in',
    make: () => lines('(1) one', '\tgoes on', '2. two', '   goes on', '   and on'),
    told: ['list: (1) one goes on', 'list: 2. two goes on and on'],
  },
  {
    name: 'items with signs',
    make: () => lines('• a', '◦ b', '– c', '‣ d'),
    told: ['list: • a', 'list: ◦ b', 'list: – c', 'list: ‣ d'],
  },
  {
    name: 'dashes and numbers that are no items',
    make: () => lines('-5 degrees', '1.5 m', '--- so ---'),
    told: ['text: -5 degrees', 'text: 1.5 m', 'text: --- so ---'],
  },
  {
    name: 'comments of a script, which are no headings',
    make: () => lines('#!/bin/sh', '# count', 'x=1', '## twice', 'x=2'),
    told: ['text: #!/bin/sh', 'text: # count', 'text: x=1', 'text: ## twice', 'text: x=2'],
  },
  {
    name: 'angle brackets that are no HTML',
    make: () => lines('if a <b and c> d', '<me@a.example> wrote'),
    told: ['text: if a <b and c> d', 'text: <me@a.example> wrote'],
  },
  {
    name: 'words about a PDF',
    make: () => lines('A file begins with', '%PDF-1.7 always'),
    told: ['text: A file begins with', 'text: %PDF-1.7 always'],
  },
  {
    name: 'colours of a terminal',
    make: () => Buffer.from('\u001b[1mBold\u001b[0m text'),
    told: ['text: [1mBold[0m text'],
  },
  { name: 'its mark of bytes', make: () => Buffer.from('\ufeffTides'), told: ['text: Tides'] },
  {
    name: 'UTF-16 with its mark',
    make: () => Buffer.from('\ufeffTides é', 'utf16le'),
    told: ['text: Tides é'],
  },
  {
    name: 'a letter from beyond the first plane',
    make: () => Buffer.from('𝔗ides 🌊'),
    told: ['text: 𝔗ides 🌊'],
  },
  {
    name: 'spaces of all kinds',
    make: () => Buffer.from('a\u00a0b\u2003c\td  e'),
    told: ['text: a b c d e'],
  },
  {
    name: 'an e-mail with quotes',
    make: () => lines('On Monday Ann wrote:', '> So it is.', '', 'Yes.'),
    told: ['text: On Monday Ann wrote: > So it is.', 'text: Yes.'],
  },
];
