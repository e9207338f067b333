/** Where in a JSON file its posts are. */
export interface ItemsAt {
  /** Name of the list in the outermost object; null if the file is the list. */
  key: string | null;
}

/** One item of the list. */
export interface CutItem {
  /** As written, valid until the next is asked for; null if it is nested too deep or too large to be a post. */
  bytes: Buffer | null;
  /** Bytes from the beginning of what was fed to behind the item. */
  end: number;
}

/** Of one item; a post has a few KB. */
const MOST_BYTES = 1_000_000;
/** Of one item within itself. */
const MOST_DEPTH = 64;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;
const marksOf = (text: string): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, code) => Number(text.includes(String.fromCharCode(code))));
const MARKS_IN_STRINGS = marksOf('"\\');
const MARKS_IN_ITEMS = marksOf('"[]{},');
const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/**
 * Cuts a list in a JSON file into its items without parsing them: one pass, and in memory no more than one item. What
 * stands before the list (as `window.YTD.tweets.part0 =`) and behind it is passed over.
 */
export class JsonItems {
  readonly #key: Buffer | null;
  /** Depth at which items are. */
  readonly #level: number;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The bytes of an outermost name, to compare with the key. */
  #name: number[] = [];
  #isKey = false;
  #armed = false;
  #inList = false;
  #hasEnded = false;
  #fed = 0;
  /** Where the item begins in the bytes that are fed. */
  #from = 0;
  #item: Buffer[] | null = null;
  #itemBytes = 0;
  #tooDeep = false;

  /** @param inside true if what is fed begins within the list, between two items. */
  constructor({ key }: ItemsAt, { inside = false }: { inside?: boolean } = {}) {
    this.#key = key === null ? null : Buffer.from(key);
    this.#level = key === null ? 1 : 2;
    if (!inside) return;
    this.#inList = true;
    this.#depth = this.#level;
  }

  /** Whether the end of the list was found: otherwise the file is cut off or has no such list. */
  get ended(): boolean {
    return this.#hasEnded;
  }

  /** Whether the list was found. */
  get found(): boolean {
    return this.#inList || this.#hasEnded;
  }

  /** The items that end in these bytes, which are the next of the file. */
  *feed(bytes: Buffer): Generator<CutItem> {
    this.#from = 0;
    for (
      let at = this.#nextMark(bytes, 0);
      at < bytes.length && !this.#hasEnded;
      at = this.#nextMark(bytes, at + 1)
    ) {
      const code = bytes[at] ?? 0;
      const end = this.#isOfItem(code, at) ? this.#endOfItem(code, at) : null;
      if (end === null) continue;
      yield this.#cut(bytes.subarray(this.#from, end), this.#fed + end);
      // A scalar ends before the comma or bracket, which is looked at again.
      at = end - 1;
    }
    if (this.#item !== null) this.#keep(bytes.subarray(this.#from));
    this.#fed += bytes.length;
  }

  /** The next byte from here on that can change anything: within an item, most cannot. */
  #nextMark(bytes: Buffer, from: number): number {
    if (this.#item === null || this.#escaped) return from;
    const marks = this.#inString ? MARKS_IN_STRINGS : MARKS_IN_ITEMS;
    let at = from;
    while (at < bytes.length && marks[bytes[at] ?? 0] === 0) at++;
    return at;
  }

  /** Whether a byte belongs to an item; begins the next one with it. */
  #isOfItem(code: number, at: number): boolean {
    if (!this.#inList) this.#seek(code);
    else if (this.#item !== null) return true;
    else if (!this.#isBetween(code)) {
      this.#item = [];
      this.#from = at;
      return true;
    }
    return false;
  }

  /** Whether a byte behind an item is not yet the next one; notes the end of the list. */
  #isBetween(code: number): boolean {
    if (!isClosing(code)) return code === COMMA || isSpace(code);
    this.#hasEnded = true;
    this.#inList = false;
    return true;
  }

  /** Whether a byte is within a string or ends one. */
  #isText(code: number): boolean {
    if (!this.#inString) return false;
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inString = false;
    return true;
  }

  /** Follows an item; gives where it ends, if it does here. */
  #endOfItem(code: number, at: number): number | null {
    if (this.#isText(code)) return null;
    if (code === QUOTE) this.#inString = true;
    else if (isOpening(code)) {
      this.#depth++;
      this.#tooDeep ||= this.#depth - this.#level > MOST_DEPTH;
    } else if (this.#depth > this.#level) {
      if (isClosing(code)) this.#depth--;
      return isClosing(code) && this.#depth === this.#level ? at + 1 : null;
    } else if (code === COMMA || isClosing(code)) return at;
    return null;
  }

  #keep(bytes: Buffer): void {
    this.#itemBytes += bytes.length;
    if (this.#itemBytes <= MOST_BYTES) this.#item?.push(Buffer.from(bytes));
    else this.#item = [];
  }

  #cut(last: Buffer, end: number): CutItem {
    const isGood = !this.#tooDeep && this.#itemBytes + last.length <= MOST_BYTES;
    const bytes = this.#item?.length ? Buffer.concat([...this.#item, last]) : last;
    const item = { bytes: isGood ? bytes : null, end };
    this.#item = null;
    this.#itemBytes = 0;
    this.#tooDeep = false;
    return item;
  }

  /** Before the list: looks for its opening bracket, behind its name if it has one. */
  #seek(code: number): void {
    if (this.#inString) this.#seekInString(code);
    else if (code === QUOTE) {
      this.#inString = true;
      this.#name = [];
    } else if (isOpening(code)) {
      const isList = code === 0x5b && this.#depth === this.#level - 1;
      this.#depth++;
      if (isList && (this.#key === null || this.#armed)) this.#inList = true;
      this.#armed = false;
    } else if (isClosing(code)) this.#depth--;
    else if (code === COLON) this.#armed = this.#isKey && this.#depth === 1;
    else if (code === COMMA) this.#armed = this.#isKey = false;
  }

  /** @param code within or at the end of a string */
  #seekInString(code: number): void {
    this.#isText(code);
    if (!this.#inString) {
      this.#isKey = this.#depth === 1 && this.#key?.equals(Buffer.from(this.#name)) === true;
    } else if (this.#name.length <= (this.#key?.length ?? 0)) this.#name.push(code);
  }
}
