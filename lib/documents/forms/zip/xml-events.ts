import { Parser } from 'htmlparser2';
import { checkHeap } from '../bounded-heap.ts';
import { supported } from '../known-encoding.ts';
import { FORM_LIMITS } from '../limits.ts';
import { damaged, tooDeep, tooLarge } from '../refused.ts';
import type { ZipParts } from './zip-parts.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Called as the elements of a part come, with the prefixes that the standards use. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Usual prefixes of namespaces, of ECMA-376 transitional and strict, of OpenDocument and of EPUB. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/presentationml/2006/main': 'p',
  'http://purl.oclc.org/ooxml/presentationml/main': 'p',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:oasis:names:tc:opendocument:xmlns:meta:1.0': 'meta',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
  'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0': 'svg',
  'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://www.idpf.org/2007/opf': '',
  'urn:oasis:names:tc:opendocument:xmlns:container': '',
};

/** Prefixes that the part gives other names than usual. Where it declares one anew, the last holds. */
class Names {
  readonly #usual = new Map<string, string>();

  declare(attributes: Attributes): void {
    for (const [name, uri] of Object.entries(attributes)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const usual = PREFIXES[uri];
      const own = name.slice('xmlns:'.length);
      if (usual !== undefined && usual !== own) this.#usual.set(own, usual);
      else this.#usual.delete(own);
    }
  }

  of(name: string, isAttribute = false): string {
    if (this.#usual.size === 0) return name;
    const colon = name.indexOf(':');
    if (colon < 0 && isAttribute) return name;
    const usual = this.#usual.get(name.slice(0, Math.max(0, colon)));
    if (usual === undefined) return name;
    return usual === '' ? name.slice(colon + 1) : `${usual}:${name.slice(colon + 1)}`;
  }

  attributes(given: Attributes): Attributes {
    if (this.#usual.size === 0) return given;
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [this.of(name, true), value]));
  }
}

/** No entity of a document's own is expanded, and a part that declares some is refused. */
function parserOf(handler: XmlHandler): Parser {
  const names = new Names();
  let [depth, elements] = [0, 0];
  return new Parser(
    {
      onopentag: (name, given) => {
        checkHeap();
        depth += 1;
        elements += 1;
        if (depth > FORM_LIMITS.depth) throw tooDeep(FORM_LIMITS.depth);
        if (elements > FORM_LIMITS.elements)
          throw tooLarge(`it has more than ${FORM_LIMITS.elements} elements`);
        names.declare(given);
        handler.open(names.of(name), names.attributes(given));
      },
      ontext: (text) => handler.text?.(text),
      onclosetag: (name) => {
        depth -= 1;
        handler.close?.(names.of(name));
      },
      onprocessinginstruction: (name, data) => {
        if (/^!doctype$/i.test(name) && data.includes('[')) throw damaged('it declares entities of its own');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
}

const DECLARED = /^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{1,40})["']/;

/** The encoding of a part by its mark, the zeros of its first letter, or its declaration (XML 1.0, F). */
function xmlEncoding(start: Buffer): string {
  const [first, second] = start;
  if (first === 0xff || second === 0) return 'utf-16le';
  if (first === 0xfe || first === 0) return 'utf-16be';
  const [, declared = ''] = DECLARED.exec(start.toString('latin1', 0, 200)) ?? [];
  const encoding = supported(declared);
  return encoding === null || encoding.startsWith('utf-16') ? 'utf-8' : encoding;
}

/** Reads a part as XML. @throws PermanentError as `ZipParts.bytes` does; document_too_deep */
export async function readXml(parts: ZipParts, name: string, handler: XmlHandler): Promise<void> {
  const parser = parserOf(handler);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const piece of parts.bytes(name)) {
    decoder ??= new TextDecoder(xmlEncoding(piece));
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.end();
}

/** The same of a part that there need not be. */
export async function readXmlIfThere(parts: ZipParts, name: string, handler: XmlHandler): Promise<void> {
  if (parts.has(name)) await readXml(parts, name, handler);
}
