import { docx, epub, odt, p, pptx, shape } from './files.ts';

type Make = () => Uint8Array | Promise<Uint8Array>;
type Hostile = [name: string, make: Make];

const MB = 1_000_000;
const ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';

/** A form of XML in a zip, with what makes a paragraph, a cell, an item, a note and a text of it. */
interface Packed {
  file(content: string): Promise<Uint8Array>;
  text(text: string): string;
  table: [open: string, row: string, cell: string];
  nested: string;
  note(at: number): string;
}

const PACKED: Readonly<Record<string, Packed>> = {
  DOCX: {
    file: docx,
    text: (text) => p(text),
    table: ['<w:tbl>', '<w:tr>', `<w:tc>${p('x')}</w:tc>`],
    nested: '<w:p><w:r><w:txbxContent>',
    note: (at) => `<w:p><w:r><w:footnoteReference w:id="${at}"/></w:r></w:p>`,
  },
  ODT: {
    file: odt,
    text: (text) => `<text:p>${text}</text:p>`,
    table: ['<table:table>', '<table:table-row>', '<table:table-cell><text:p>x</text:p></table:table-cell>'],
    nested: '<text:p><draw:custom-shape>',
    note: (at) =>
      `<text:p><text:note><text:note-citation>${at}</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>`,
  },
  PPTX: {
    file: (content) => pptx([{ content }]),
    text: (text) => shape('body', text),
    table: ['<a:tbl>', '<a:tr>', '<a:tc><a:p><a:r><a:t>x</a:t></a:r></a:p></a:tc>'],
    nested: '<p:grpSp><p:sp>',
    note: (at) => shape('body', `n${at}`),
  },
  EPUB: {
    file: (content) => epub([content]),
    text: (text) => `<p>${text}</p>`,
    table: ['<table>', '<tr>', '<td>x</td>'],
    nested: '<div><blockquote>',
    note: (at) =>
      `<p>a<a epub:type="noteref" href="#n${at}">${at}</a></p><aside epub:type="footnote" id="n${at}">n</aside>`,
  },
};

const closing = (open: string): string => open.replace('<', '</');
const rowsOf = ([open, row, cell]: Packed['table'], rows: number, cells: number): string =>
  `${open}${`${row}${cell.repeat(cells)}${closing(row)}`.repeat(rows)}${closing(open)}`;

/** What each form of XML in a zip is sent as. */
function packed(name: string, { file, text, table, nested, note }: Packed): Hostile[] {
  const kinds: Record<string, () => Promise<Uint8Array>> = {
    'a part that unpacks to 70 MB': () => file(' '.repeat(70 * MB)),
    'one word of 60 MB': () => file(text('x'.repeat(60 * MB))),
    'ten million words': () => file(text('word '.repeat(10 * MB))),
    'references to characters': () => file(text('&#65;'.repeat(5 * MB))),
    'entities of its own': () => file(`${ENTITIES}${text('&b;')}`),
    'a million open elements': () => file(nested.repeat(500_000)),
    'elements within each other as deep as is read': () => file(nested.repeat(450)),
    'a million tables within each other': () => file(table.slice(0, 2).join('').repeat(500_000)),
    'a million paragraphs': () => file(text('x').repeat(500_000)),
    'five million empty elements': () => file('<x/>'.repeat(5 * MB)),
    'an attribute of 30 MB': () => file(`<x y="${'z'.repeat(30 * MB)}"/>${text('x')}`),
    'a hundred thousand attributes': () =>
      file(`<x ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>${text('x')}`),
    'a table of a million cells': () => file(rowsOf(table, 1_000, 1_000)),
    'a row of a million cells': () => file(rowsOf(table, 1, MB)),
    'tables of a cell': () => file(rowsOf(table, 1, 1).repeat(200_000)),
    'a hundred thousand notes': () => file(Array.from({ length: 100_000 }, (_, at) => note(at)).join('')),
    'an end that is cut off': async () => (await file(text('x'.repeat(MB)))).slice(0, -40),
    'another file before it': async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), await file(text('x'))]),
    'another file behind it': async () =>
      Buffer.concat([await file(text('x')), Buffer.from('%PDF-1.7\n%%EOF')]),
    'a checksum that is wrong': async () => broken(await file(text('x'.repeat(1_000)))),
    'signs that are no text': () => file(text('\u0001\ud800\uffff\u202e'.repeat(MB))),
  };
  return Object.entries(kinds).map(([kind, make]) => [`${name} with ${kind}`, make]);
}

/** A file with some of its packed bytes changed. */
function broken(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  for (let at = 200; at < Math.min(changed.length, 260); at++) changed[at] = 255 - (changed[at] ?? 0);
  return changed;
}

const HTML = [
  ...[
    '<div>',
    '<p>',
    '<p id=a>',
    '<table>',
    '<table><tr><td>',
    '<tr>',
    '<td>x',
    '<td colspan=1000000000>',
    '<li>',
    '<ul><li>',
  ],
  ...[
    '<ol reversed><li>',
    '<a href="#n"><sup>1</sup></a>',
    '<a name=n>',
    '<h1>x',
    '<br><br>',
    '<!--',
    '<![CDATA[',
    '<svg>',
  ],
  ...[
    '<math><mi>x',
    '<ruby>a<rt>b',
    '<style>.a{display:none}',
    '<span class="a b c">',
    '<pre>\n',
    '&amp;',
    '&#x41;',
    '<',
    '</p>',
  ],
  ...['<img alt=x>', '<input type=checkbox>', '<x y="'],
];
const MARKDOWN = [
  ...[
    '# x\n\n',
    '> ',
    '- ',
    '1. a\n',
    '*a ',
    '**a',
    '_a_',
    '`',
    '``` x\n',
    '[',
    '[a](',
    '![a](b) ',
    '[a]: b\n',
    '| a ',
  ],
  ...[
    '|-|-\n',
    '<b>',
    '<!-- ',
    '&amp;',
    '\\*',
    '[^1]',
    '[^1]: a\n\n',
    '^[a]',
    '    x\n',
    '***\n',
    '~~',
    '<https://a.b> ',
    '\t- a\n',
  ],
  ...['a\n===\n', '- [ ] a\n', '+++\n'],
];
const TEXT = [
  ...[
    'x',
    ' ',
    '\n',
    '\r',
    '\f',
    '\u2028',
    'x ',
    'x\n',
    '- a\n',
    '- a\n  b\n',
    '\u0300',
    '𝕏',
    '水',
    '\ufffd',
    '\u001b[1m',
    '\0x',
    '"',
  ],
  ...['(1) x\n', '%PDF-1.7\n', '\u202e'],
];

/** As much of a text of one thing as is read, and begun as its form is. */
const repeated = (name: string, begin: string, units: readonly string[]): Hostile[] =>
  units.map((unit) => [
    `${name} of ${JSON.stringify(unit)}`,
    () => Buffer.from(begin + unit.repeat(Math.floor((12 * MB) / Buffer.byteLength(unit)))),
  ]);

const wide = (units: number, isLittle: boolean): Buffer => {
  const bytes = Buffer.alloc(4 * units);
  for (let at = 0; at < units; at++)
    if (isLittle) bytes.writeUInt32LE(0x78 - (at % 60 === 0 ? 0x6e : 0), 4 * at);
    else bytes.writeUInt32BE(0x1d54f, 4 * at);
  return bytes;
};

/** Each kind of what is meant to hurt, in each form: about two hundred files, made when they are asked for. */
export const HOSTILE_CORPUS: readonly Hostile[] = [
  ...Object.entries(PACKED).flatMap(([name, form]) => packed(name, form)),
  ...repeated('HTML', '<!doctype html><p>Tides.', HTML),
  ...repeated('Markdown', '# Tides\n\n', MARKDOWN),
  ...repeated('text', 'Tides.\n', TEXT),
  ['text in UTF-32', () => wide(6 * MB, true)],
  ['text in UTF-32 beyond the first plane', () => wide(6 * MB, false)],
  ['text in UTF-16', () => Buffer.from(`\ufeff${'水x '.repeat(4 * MB)}`, 'utf16le')],
  ['text in windows-1251', () => Buffer.alloc(24 * MB, 0xe0)],
  ['text in IBM866', () => Buffer.alloc(24 * MB, Buffer.from('aea5a0a8ade220', 'hex'))],
  ['text of more than is read', () => Buffer.alloc(30 * MB, 'x ')],
  ['nothing but zeros', () => Buffer.alloc(90 * MB)],
  ['nothing but a header of a zip', () => Buffer.alloc(90 * MB, 'PK\u0003\u0004')],
];
