import type { Work } from '../../../core/slices.ts';
import { NotAFeed } from './feed-errors.ts';
import { type XmlElement, xmlEvents } from './xml-events.ts';

/** A field of a feed or an entry: its text, and how it was written. */
export interface XmlField {
  text: string;
  attributes: Readonly<Record<string, string>>;
}

/** Fields by name, in the order of the document. */
export type Bag = Map<string, XmlField[]>;

export interface XmlBags {
  /** `rss`, `rdf:rdf` or `atom:feed`. */
  root: string;
  /** Of the feed itself, its attributes under `''`. */
  feed: Bag;
  entries: Bag[];
  /** Entries that were cut off. */
  unreadable: number;
}

const ROOTS = ['rss', 'rdf:rdf', 'atom:feed', 'channel'];
const ENTRIES = ['item', 'atom:entry'];
/** Elements around fields, which have nothing of their own. */
const AROUND = ['rdf:rdf', 'rss', 'channel', 'items', 'media:group', 'media:content', 'media:community'];
const MOST_FIELDS = 500;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function markup({ name, attributes }: XmlElement): string {
  const href = attributes['href'];
  const local = name.replace(/^.*:/, '');
  return href === undefined ? `<${local}>` : `<${local} href="${escaped(href).replaceAll('"', '&quot;')}">`;
}

function put(bag: Bag, name: string, field: XmlField): void {
  const fields = bag.get(name) ?? [];
  if (fields.length < MOST_FIELDS) fields.push(field);
  bag.set(name, fields);
}

/** Takes what stands in an element, its children as HTML again. */
class Taking {
  readonly element: XmlElement;
  readonly #isXhtml: boolean;
  readonly #pieces: string[] = [];
  #depth = 0;

  constructor(element: XmlElement) {
    this.element = element;
    this.#isXhtml = element.name === 'xhtml:body' || element.attributes['type'] === 'xhtml';
  }

  open(child: XmlElement): void {
    this.#depth += 1;
    this.#pieces.push(markup(child));
  }

  add(piece: string): void {
    this.#pieces.push(this.#isXhtml ? escaped(piece) : piece);
  }

  /** False at the end of the element itself. */
  close(child: XmlElement): boolean {
    if (this.#depth === 0) return false;
    this.#depth -= 1;
    this.#pieces.push(`</${child.name.replace(/^.*:/, '')}>`);
    return true;
  }

  field(): XmlField {
    return { text: this.#pieces.join('').trim(), attributes: this.element.attributes };
  }
}

/** Sorts the elements of a feed into the bags of the feed and of its entries. */
class Sorting {
  readonly bags: XmlBags = { root: '', feed: new Map(), entries: [], unreadable: 0 };
  #entry: Bag | null = null;
  #taking: Taking | null = null;

  open(element: XmlElement): void {
    const { name, attributes } = element;
    if (this.#taking) this.#taking.open(element);
    else if (this.bags.root === '') this.#begin(name, attributes);
    else if (ENTRIES.includes(name)) this.#entry = new Map([['', [{ text: '', attributes }]]]);
    else if (!AROUND.includes(name)) this.#taking = new Taking(element);
  }

  text(piece: string): void {
    this.#taking?.add(piece);
  }

  close(element: XmlElement, isCutOff: boolean): void {
    if (this.#taking) {
      if (this.#taking.close(element)) return;
      put(this.#entry ?? this.bags.feed, this.#taking.element.name, this.#taking.field());
      this.#taking = null;
    } else if (ENTRIES.includes(element.name) && this.#entry) {
      if (isCutOff) this.bags.unreadable += 1;
      else this.bags.entries.push(this.#entry);
      this.#entry = null;
    }
  }

  #begin(name: string, attributes: XmlField['attributes']): void {
    if (!ROOTS.includes(name)) throw new NotAFeed('The root element is none of a feed.');
    this.bags.root = name;
    put(this.bags.feed, '', { text: '', attributes });
  }
}

/** Reads a feed's XML. @throws NotAFeed if it is other XML, HTML or no XML; XmlTooComplex */
export function* xmlBags(pieces: Iterable<string>): Work<XmlBags> {
  const sorting = new Sorting();
  yield* xmlEvents(pieces, {
    open: (element) => sorting.open(element),
    text: (piece) => sorting.text(piece),
    close: (element, isCutOff) => sorting.close(element, isCutOff),
  });
  if (sorting.bags.root === '') throw new NotAFeed('There is no element in it.');
  return sorting.bags;
}
