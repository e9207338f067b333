/** What a text of JSON may hold. */
export interface JsonBounds {
  /** Arrays and objects within each other. */
  depth: number;
  /** Values in all: `JSON.parse` takes up to half a microsecond and 80 bytes for each. */
  values: number;
}

/** Several times what the largest answer of a provider holds. Parsed in less than 100 ms. */
const ANSWER_BOUNDS: JsonBounds = { depth: 64, values: 150_000 };

/** 20,000 posts with every field have 260,000. */
export const REQUEST_BOUNDS: JsonBounds = { depth: 64, values: 300_000 };

/** JSON that is nested too deep or holds too many values. Its message quotes nothing of it. */
export class JsonTooComplex extends Error {
  override readonly name = 'JsonTooComplex';
}

/** Of one object: V8 takes ten times as long for each beyond. */
const MOST_MEMBERS = 10_000;

const [QUOTE, BACKSLASH, COMMA, BRACE] = [0x22, 0x5c, 0x2c, 0x7b];
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

const isEscaped = (text: string, at: number): boolean => {
  let backslash = at - 1;
  while (text.charCodeAt(backslash) === BACKSLASH) backslash--;
  return (at - backslash) % 2 === 0;
};

/** The index of the quote that ends a string; the text's length if none does. @param at behind its first quote */
function endOfString(text: string, at: number): number {
  let index = text.indexOf('"', at);
  while (index >= 0 && isEscaped(text, index)) index = text.indexOf('"', index + 1);
  return index < 0 ? text.length : index;
}

/** Arrays and objects that are open, each with its members so far if it is an object. */
class Open {
  readonly #members: number[] = [];
  found = 0;

  readonly bounds: JsonBounds;

  constructor(bounds: JsonBounds) {
    this.bounds = bounds;
  }

  begin(code: number): void {
    this.#members.push(code === BRACE ? 1 : Number.NEGATIVE_INFINITY);
    if (this.#members.length > this.bounds.depth) {
      throw new JsonTooComplex(`It is nested more than ${this.bounds.depth} deep.`);
    }
    this.count();
  }

  end(): void {
    this.#members.pop();
  }

  comma(): void {
    const last = this.#members.length - 1;
    const members = (this.#members[last] ?? 0) + 1;
    this.#members[last] = members;
    if (members > MOST_MEMBERS)
      throw new JsonTooComplex(`An object in it has more than ${MOST_MEMBERS} names.`);
    this.count();
  }

  count(): void {
    this.found += 1;
    if (this.found > this.bounds.values) {
      throw new JsonTooComplex(`It holds more than ${this.bounds.values} values.`);
    }
  }
}

/** Reads each character once, whether or not the text is JSON. @throws JsonTooComplex */
export function assertBounded(text: string, bounds: JsonBounds): void {
  const open = new Open(bounds);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index + 1);
    else if (isOpening(code)) open.begin(code);
    else if (isClosing(code)) open.end();
    else if (code === COMMA) open.comma();
  }
}

/** `JSON.parse` in bounded time and memory. @throws JsonTooComplex before anything is parsed; SyntaxError */
export function parseBounded(text: string, bounds: JsonBounds = ANSWER_BOUNDS): unknown {
  assertBounded(text, bounds);
  return JSON.parse(text);
}
