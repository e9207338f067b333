import type { Paragraph } from '../text/paragraphs.ts';
import type { FigureBlock, ParagraphBlock } from './blocks.ts';
import { altText, type ImageOf } from './figure-image.ts';
import { inAttribute, inHtml } from './in-html.ts';
import { ITEM_END, LIST } from './list-joiner.ts';
import type { BlockForm } from './markdown-writer.ts';
import type { Marked } from './marked.ts';
import { type PageLabels, pageName } from './page-labels.ts';
import { PART_NAMES } from './part-names.ts';

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur|yi)\b/;

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #8888; padding: .2rem .5rem; text-align: start; vertical-align: top; }
tr, figure, pre { break-inside: avoid; }
figure { margin: 1rem 0; }
figcaption { font-size: .9rem; }
img { max-width: 100%; background: #fff; }
pre { overflow-x: auto; font-size: .85rem; }
.list { list-style: none; padding-inline-start: 1.5rem; }
.note, aside { font-size: .85rem; }
a[id^="page-"][title]::before { content: attr(title); float: inline-end; opacity: .5; font-size: .7rem; }
@media print { body { max-width: none; margin: 0; } pre { white-space: pre-wrap; } }
`;

/** The page up to the first paragraph. */
export function htmlTop({ title, language }: { title: string; language: string | null }): string {
  const lang = language === null ? '' : ` lang="${inAttribute(language)}"`;
  const direction = RIGHT_TO_LEFT.test(language ?? '') ? ' dir="rtl"' : '';
  return `<!doctype html>
<html${lang}${direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${inHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
`;
}

export const HTML_END = '</body>\n</html>\n';

const noteId = (label: string): string => `note-${inAttribute(label)}`;

/** The text with links to notes, and where each character of it stands. */
function linked({ text, references = [], note }: Paragraph): { html: string; places: Uint32Array } {
  const places = new Uint32Array(text.length + 1);
  const begins = new Map(references.map((each) => [each.at, each]));
  let html = note ? `<a id="${noteId(note.label)}" href="#to-${noteId(note.label)}"></a>` : '';
  let closesAt = -1;
  let offset = 0;
  for (const letter of text) {
    if (offset === closesAt) html += '</a></sup>';
    places.fill(html.length, offset, offset + letter.length);
    const reference = offset < closesAt ? undefined : begins.get(offset);
    if (reference) {
      const id = noteId(reference.label);
      html += `<sup><a id="to-${id}" href="#${id}">`;
      closesAt = offset + Math.max(1, reference.length);
    }
    html += inHtml(letter);
    offset += letter.length;
  }
  if (closesAt >= text.length) html += '</a></sup>';
  places[text.length] = html.length;
  return { html, places };
}

/** An item within as many lists as it is deep, which `ListJoiner` joins. */
const listTags = (id: string, depth: number): [before: string, after: string] => [
  `${LIST[0].repeat(depth)}<li ${id}>`,
  `${ITEM_END}${LIST[1].repeat(depth)}`,
];

function tagsOf(
  id: string,
  { kind, level, note, part, depth = 1 }: Paragraph,
): [before: string, after: string] {
  const own = `id="${inAttribute(id)}"`;
  const head = `h${Math.min(6, Math.max(1, level))}`;
  if (kind === 'heading') return [`<${head} ${own}>`, `</${head}>\n`];
  if (kind === 'code') return [`<pre ${own}>\n`, '</pre>\n'];
  if (kind === 'equation') return [`<p ${own} class="equation">`, '</p>\n'];
  if (kind === 'aside') return [`<aside ${own}>${part ? `<b>${PART_NAMES[part]}:</b> ` : ''}`, '</aside>\n'];
  if (kind === 'list') return listTags(own, depth);
  return [`<p ${own}${note ? ' class="note"' : ''}>`, '</p>\n'];
}

function htmlImage(block: FigureBlock, imageOf: ImageOf): string {
  const url = imageOf(block);
  if (url === null) return '';
  const { id, figure } = block;
  return `<img id="${inAttribute(id)}" src="${inAttribute(url)}" alt="${inAttribute(altText(figure))}" loading="lazy">\n`;
}

function htmlFigure(block: FigureBlock, imageOf: ImageOf): string {
  const image = htmlImage(block, imageOf);
  return image === '' ? '' : `<figure>\n${image}</figure>\n`;
}

function htmlParagraph({ id, paragraph, captioned }: ParagraphBlock, imageOf: ImageOf): Marked {
  const images = (captioned ?? []).map((each) => htmlImage(each, imageOf)).join('');
  const [before, after] =
    images === ''
      ? tagsOf(id, paragraph)
      : [`<figure>\n${images}<figcaption id="${inAttribute(id)}">`, '</figcaption>\n</figure>\n'];
  const { html, places } = linked(paragraph);
  const at = (offset: number) => before.length + (places[Math.min(offset, paragraph.text.length)] ?? 0);
  const spans = paragraph.lines.map(({ at: start, page, box }, line) => {
    const end = paragraph.lines[line + 1]?.at ?? paragraph.text.length;
    return { start: at(start), end: at(end), id, page, box };
  });
  return { text: `${before}${html}${after}`, spans };
}

/** Blocks as HTML, with their ids. */
export const HTML: BlockForm = { paragraph: htmlParagraph, figure: htmlFigure, htmlTables: true };

/** Keeps ids of marks of notes unique: a note leads back to the first mark that points to it. */
export class MarkIds {
  readonly #known = new Set<string>();

  take(html: string): string {
    return html.replaceAll(/<a id="(to-note-[^"]*)" /g, (whole, id: string) => {
      if (this.#known.has(id)) return '<a ';
      this.#known.add(id);
      return whole;
    });
  }
}

/** Says which pages are missing, so that the text before and after them does not read as continuous. */
export function missingPagesHtml(first: number, last: number, labels: PageLabels): string {
  const [from, to] = [pageName(first, labels), pageName(last, labels)].map(inHtml);
  if (first === last) return `<aside>Page ${from} is missing: it could not be read.</aside>\n`;
  return `<aside>Pages ${from} to ${to} are missing: they could not be read.</aside>\n`;
}
