import { Parser } from 'htmlparser2';
import type { Work } from '../../../core/slices.ts';
import { XmlTooComplex } from './feed-errors.ts';

const MOST_DEPTH = 64;
const MOST_ELEMENTS = 200_000;
const MOST_ATTRIBUTES = 100;

/** An element of XML; `name` is the prefix of `PREFIXES` and the local name in lower case, as in `dc:date`. */
export interface XmlElement {
  name: string;
  /** As written, its prefix in lower case and its case kept. */
  attributes: Readonly<Record<string, string>>;
}

export interface XmlHandler {
  open(element: XmlElement): void;
  text(piece: string): void;
  /** @param isCutOff true where the document ended before the element did */
  close(element: XmlElement, isCutOff: boolean): void;
}

/** The namespaces that feeds use; RSS 0.91 to 2.0 have none. */
const PREFIXES = new Map([
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://purl.org/rss/1.0/', ''],
  ['http://my.netscape.com/rdf/simple/0.9/', ''],
  ['http://channel.netscape.com/rdf/simple/0.9/', ''],
  ['http://backend.userland.com/rss2', ''],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://purl.org/rss/1.0/modules/slash/', 'slash'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://search.yahoo.com/mrss/', 'media'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://purl.org/syndication/thread/1.0', 'thr'],
  ['http://purl.org/syndication/history/1.0', 'fh'],
  ['http://www.youtube.com/xml/schemas/2015', 'yt'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
]);

type Scope = ReadonlyMap<string, string>;

/** The prefixes that hold within an element: its own declarations over those around it. */
function scopeOf(around: Scope, attributes: Readonly<Record<string, string>>): Scope {
  const declared = Object.entries(attributes).filter(([name]) => /^xmlns(:|$)/.test(name));
  if (declared.length === 0) return around;
  const scope = new Map(around);
  for (const [name, uri] of declared) {
    const prefix = name.slice('xmlns:'.length);
    const known = PREFIXES.get(
      uri
        .trim()
        .toLowerCase()
        .replace(/^https:/, 'http:'),
    );
    scope.set(prefix, known ?? (prefix === '' ? uri : prefix));
  }
  return scope;
}

/** A prefix that nobody declared is taken by its usual meaning. */
function resolved(written: string, scope: Scope): string {
  const [local = '', before = ''] = written.toLowerCase().split(':', 2).reverse();
  const prefix = scope.get(before) ?? before;
  return prefix === '' ? local : `${prefix}:${local}`;
}

function handling(handler: XmlHandler, hasEnded: () => boolean) {
  const open: { element: XmlElement; scope: Scope }[] = [];
  let [elements, attributes] = [0, 0];
  return {
    onopentagname() {
      elements += 1;
      attributes = 0;
      if (elements > MOST_ELEMENTS) throw new XmlTooComplex(`It has more than ${MOST_ELEMENTS} elements.`);
      if (open.length >= MOST_DEPTH) throw new XmlTooComplex(`It is nested more than ${MOST_DEPTH} deep.`);
    },
    onattribute() {
      attributes += 1;
      if (attributes > MOST_ATTRIBUTES) {
        throw new XmlTooComplex(`An element in it has more than ${MOST_ATTRIBUTES} attributes.`);
      }
    },
    onopentag(written: string, given: Record<string, string>) {
      const scope = scopeOf(open.at(-1)?.scope ?? new Map(), given);
      const element = { name: resolved(written, scope), attributes: given };
      open.push({ element, scope });
      handler.open(element);
    },
    ontext: (piece: string) => handler.text(piece),
    onclosetag() {
      const last = open.pop();
      if (last) handler.close(last.element, hasEnded());
    },
  };
}

/**
 * Reads XML with htmlparser2, which forgives what feeds get wrong and expands no entity of a document's own. Yields
 * after each piece.
 * @throws XmlTooComplex beyond 64 levels, 200,000 elements or 100 attributes of one element
 */
export function* xmlEvents(pieces: Iterable<string>, handler: XmlHandler): Work<void> {
  let hasEnded = false;
  const parser = new Parser(
    handling(handler, () => hasEnded),
    { xmlMode: true },
  );
  for (const piece of pieces) {
    parser.write(piece);
    yield;
  }
  hasEnded = true;
  parser.end();
}
