import { zipOf } from '../../support/zip.ts';

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** Relations of a part: ids with type and target; a target with `//` is outside. */
function relations(entries: Readonly<Record<string, readonly [type: string, target: string]>>): string {
  const own = Object.entries(entries).map(([id, [type, target]]) => {
    const mode = target.includes('//') ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"${mode}/>`;
  });
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${own.join('')}</Relationships>`;
}

/** A paragraph of one run. */
export const p = (text: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const STYLES = `<w:styles ${W}>
  <w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:styleId="H2"><w:name w:val="Own"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>`;
const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering ${W}>
  <w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>
  <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>`;

/** A DOCX with two heading styles (H1, H2) and a numbered list (7). @param parts others by their names in `word/` */
export function docx(body: string, parts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const own = Object.entries({ 'styles.xml': STYLES, 'numbering.xml': NUMBERING, ...parts });
  return zipOf({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relations({ a: ['officeDocument', 'word/document.xml'] }),
    'word/document.xml': `<w:document ${W} xmlns:r="${RELATIONS}" xmlns:wp="x"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations({
      ...Object.fromEntries(own.map(([name]) => [name, [name.replace('.xml', ''), name] as const])),
      url: ['hyperlink', 'https://example.org/a'],
    }),
    ...Object.fromEntries(own.map(([name, xml]) => [`word/${name}`, xml])),
  });
}

/** A part of a DOCX around its content. */
export const wordPart = (name: string, content: string): string => `<w:${name} ${W}>${content}</w:${name}>`;

const ODF = ['office', 'text', 'table', 'style', 'draw', 'drawing', 'svg-compatible']
  .map((name) => {
    const prefix = { drawing: 'draw', 'svg-compatible': 'svg' }[name] ?? name;
    return name === 'draw' ? '' : `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
  })
  .join(' ');

export const odt = (body: string, styles = '', parts: Readonly<Record<string, string>> = {}) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${ODF} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink">
      <office:automatic-styles>${styles}</office:automatic-styles>
      <office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ...parts,
  });

const P = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATIONS}"`;

/** A shape of a slide. @param type of its placeholder; null for a text box */
export const shape = (type: string | null, ...paragraphs: string[]): string =>
  `<p:sp><p:nvSpPr><p:nvPr>${type === null ? '' : `<p:ph type="${type}"/>`}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs
    .map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`)
    .join('')}</p:txBody></p:sp>`;

interface Slide {
  content: string;
  notes?: string;
  /** URLs by the ids of relations. */
  links?: Readonly<Record<string, string>>;
}

/** A PPTX whose show has the slides in this order; the files are named the other way round. */
export function pptx(slides: readonly Slide[]): Promise<Uint8Array> {
  const file = (at: number): string => `slide${slides.length - at}`;
  const parts = slides.flatMap(({ content, notes, links = {} }, at): [string, string][] => [
    [`ppt/slides/${file(at)}.xml`, `<p:sld ${P}><p:cSld><p:spTree>${content}</p:spTree></p:cSld></p:sld>`],
    [
      `ppt/slides/_rels/${file(at)}.xml.rels`,
      relations({
        ...Object.fromEntries(Object.entries(links).map(([id, url]) => [id, ['hyperlink', url] as const])),
        ...(notes === undefined ? {} : { n: ['notesSlide', `../notes/${file(at)}.xml`] as const }),
      }),
    ],
    ...(notes === undefined
      ? []
      : ([
          [
            `ppt/notes/${file(at)}.xml`,
            `<p:notes ${P}>${shape('body', notes)}${shape('sldNum', '4')}</p:notes>`,
          ],
        ] satisfies [string, string][])),
  ]);
  const ids = slides.map((_, at) => `<p:sldId r:id="s${at}"/>`).join('');
  return zipOf({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relations({ a: ['officeDocument', 'ppt/presentation.xml'] }),
    'ppt/presentation.xml': `<p:presentation ${P}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      Object.fromEntries(slides.map((_, at) => [`s${at}`, ['slide', `slides/${file(at)}.xml`] as const])),
    ),
    ...Object.fromEntries(parts),
  });
}

const page = (body: string): string =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>file</title></head><body>${body}</body></html>`;

/** An EPUB of chapters in the order of its spine; their files are named the other way round. */
export function epub(
  chapters: readonly string[],
  parts: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const name = (at: number): string => `c${chapters.length - at}.xhtml`;
  const items = chapters.map(
    (_, at) => `<item id="i${at}" href="${name(at)}" media-type="application/xhtml+xml"/>`,
  );
  const nav = chapters.map((_, at) => `<li><a href="${name(at)}">Chapter ${at + 1}</a></li>`).join('');
  return zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>',
    'OEBPS/a.opf': `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The book</dc:title></metadata>
      <manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${items.join('')}</manifest>
      <spine>${chapters.map((_, at) => `<itemref idref="i${at}"/>`).join('')}</spine></package>`,
    'OEBPS/nav.xhtml': page(`<nav epub:type="toc"><ol>${nav}</ol></nav>`),
    ...Object.fromEntries(chapters.map((chapter, at) => [`OEBPS/${name(at)}`, page(chapter)])),
    ...parts,
  });
}
