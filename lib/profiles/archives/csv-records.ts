import type { CutItem } from './json-items.ts';

/** Of one record; Reddit takes posts of 40,000 characters. */
const MOST_BYTES = 300_000;
const [QUOTE, COMMA, LINE_FEED] = [0x22, 0x2c, 0x0a];

/**
 * Cuts CSV (RFC 4180) into its records: a line end within quotes belongs to the field. A quote opens only at the start of
 * a field, or behind one that has just closed, as `""`: elsewhere it is one that its writer did not escape.
 */
export class CsvRecords {
  #quoted = false;
  #opens = true;
  #record: Buffer[] = [];
  #bytes = 0;
  #fed = 0;

  /** The records that end in these bytes, which are the next of the file. */
  *feed(bytes: Buffer): Generator<CutItem> {
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at];
      if (code === QUOTE && this.#quoted) [this.#quoted, this.#opens] = [false, true];
      else if (!this.#quoted) {
        this.#quoted = code === QUOTE && this.#opens;
        this.#opens = code === COMMA || code === LINE_FEED;
      }
      if (code !== LINE_FEED || this.#quoted) continue;
      yield this.#cut(bytes.subarray(from, at), this.#fed + at + 1);
      from = at + 1;
    }
    this.#keep(bytes.subarray(from));
    this.#fed += bytes.length;
  }

  /** The last record, if no line end follows it. */
  *end(): Generator<CutItem> {
    if (this.#bytes > 0) yield this.#cut(Buffer.alloc(0), this.#fed);
  }

  #keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= MOST_BYTES) this.#record.push(Buffer.from(bytes));
    else this.#record = [];
  }

  #cut(last: Buffer, end: number): CutItem {
    const isGood = this.#bytes + last.length <= MOST_BYTES;
    const item = { bytes: isGood ? Buffer.concat([...this.#record, last]) : null, end };
    this.#record = [];
    this.#bytes = 0;
    return item;
  }
}
