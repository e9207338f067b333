import type { BlockWriter } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { isNote, isNoteList, noteKey, noteReference } from './element-rules.ts';
import { isComment, isOfficeMark, isOfficeNote } from './office-notes.ts';
import type { Regions } from './page-regions.ts';

/** What marks of notes look like, where the page does not say that they are: `1`, `[12]`, `*`, `a)`. */
const MARK = /^[[(]?(\d{1,4}|[a-z]|[ivx]{1,6}|[*†‡§¶]{1,4}|(?:note|fn)\s\d{1,3})[\])]?$/i;
/** What leads back from a note. */
const BACK = /^(?:[↩↑↵⏎^«‹←]|\ufe0e|\ufe0f|\s)+$/u;
/** Elements that are a note as a whole where a mark points to them. */
const NOTES = new Set(['li', 'p', 'div', 'aside', 'dd', 'td']);
/** Within a link, these leave it a mark. */
const PLAIN = new Set(['sup', 'sub', 'span', 'b', 'i', 'em', 'strong', 'small', 'font', 'u', 'cite']);

interface Held {
  text: string;
  key: string;
  /** Of a file of a book; undefined for this one. */
  file: number | undefined;
  /** The page says that it is a mark. */
  isKnown: boolean;
  isComment: boolean;
  /** It is the mark that a note begins with. */
  isOwn: boolean;
  isRaised: boolean;
}

/** Notes of a page, said to be such or raised marks that lead to them, and marks. */
export class HtmlNotes {
  readonly #writer: BlockWriter;
  readonly #regions: Regions;
  #lists = 0;
  #raised = 0;
  #held: Held | null = null;
  /** Notes that marks led to before they came, and all ids so far; by file. */
  readonly #wanted = new Set<string>();
  readonly #seen = new Set<string>();
  /** Number of the file of a book that a link leads to. */
  fileOf: (href: string) => number | undefined = () => undefined;

  constructor(writer: BlockWriter, regions: Regions) {
    this.#writer = writer;
    this.#regions = regions;
  }

  /** @returns what ends a note or a list of notes that begins */
  begin(name: string, attributes: Attributes): (() => void) | null {
    const isList = isNoteList(attributes);
    if (isList) this.#lists += 1;
    const { id = name === 'a' ? attributes['name'] : undefined } = attributes;
    const place = this.#regions.labelOf(noteKey(id ?? ''));
    const isOne = isNote(attributes) || (this.#lists > 0 && (name === 'li' || name === 'aside'));
    const isWanted = NOTES.has(name) && this.#wanted.has(place);
    if (id !== undefined) this.#seen.add(place);
    const close = id !== undefined && (isOne || isWanted) ? this.#regions.openNote(noteKey(id)) : null;
    if (!isList && close === null) return null;
    return () => {
      if (isList) this.#lists -= 1;
      close?.();
    };
  }

  /** An anchor at the very beginning of a block may be what a mark leads to. @returns what ends the note, with the block */
  anchored(attributes: Attributes): (() => void) | null {
    const { id, name = id } = attributes;
    const key = noteKey(name ?? '');
    if (!this.#writer.isBare || !this.#wanted.has(this.#regions.labelOf(key))) return null;
    return this.#regions.openNote(key, isOfficeNote(attributes));
  }

  /** Text is raised until the end. */
  raise(): () => void {
    this.#raised += 1;
    if (this.#held) this.#held.isRaised = true;
    return () => {
      this.#raised -= 1;
    };
  }

  /** An element within a link: what is no mark is text like any. */
  enter(name: string): void {
    if (this.#held && !PLAIN.has(name)) this.#release(this.#held);
  }

  /** A link begins. @returns what ends it */
  link(attributes: Attributes): () => void {
    const href = attributes['href'] ?? '';
    const hash = href.indexOf('#');
    const isOffice = hash === 0 && isOfficeMark(attributes);
    const known = isOffice ? noteKey(href.slice(1)) : noteReference(attributes);
    this.#writer.text.link(known === null ? href : '');
    const file = hash > 0 ? this.fileOf(href.slice(0, hash)) : undefined;
    const isHere = hash === 0 || file !== undefined;
    if (known === null && !isHere) return () => undefined;
    const key = known ?? noteKey(href.slice(hash + 1));
    this.#held = {
      ...{ text: '', key, file, isKnown: known !== null, isRaised: this.#raised > 0 },
      ...{ isComment: isOffice && isComment(attributes), isOwn: isOfficeNote(attributes) },
    };
    return () => {
      if (this.#held) this.#end(this.#held);
    };
  }

  /** @returns whether the text is a link's, whose end says what it is */
  take(text: string): boolean {
    if (this.#held) this.#held.text += text;
    return this.#held !== null;
  }

  #end(held: Held): void {
    const { key, file, isKnown, isRaised } = held;
    const text = held.text.trim();
    const [, plain] = MARK.exec(text) ?? [];
    const isBehind = this.#seen.has(this.#regions.labelOf(key, file));
    const leadsBack = BACK.test(text) || (isBehind && isRaised && plain !== undefined);
    if (this.#regions.isInNote && (leadsBack || held.isOwn)) this.#held = null;
    else if (isKnown) this.#mark(held, text.replace(/^\[(.*)\]$/, '$1'));
    else if (isRaised && plain !== undefined && !isBehind) this.#mark(held, plain);
    else this.#release(held);
  }

  #mark({ key, file, ...held }: Held, mark: string): void {
    this.#held = null;
    this.#wanted.add(this.#regions.labelOf(key, file));
    if (held.isComment) this.#regions.comment(key, held.text);
    else this.#regions.mark(this.#writer.text, { id: key, file }, mark);
  }

  #release(held: Held): void {
    this.#held = null;
    this.#writer.add(held.text);
  }
}
