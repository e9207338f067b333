/** What a text of JSON may hold. */
export interface JsonBounds {
  /** Arrays and objects within each other. */
  depth: number;
  /** Values in all: `JSON.parse` takes up to half a microsecond and 80 bytes for each. */
  values: number;
}

/** Several times what the largest answer of a provider holds. Parsed in less than 100 ms. */
const ANSWER_BOUNDS: JsonBounds = { depth: 64, values: 150_000 };

/** JSON that is nested too deep or holds too many values. Its message quotes nothing of it. */
export class JsonTooComplex extends Error {
  override readonly name = 'JsonTooComplex';
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

/** The index of the quote that ends a string; the text's length if none does. @param at behind its first quote */
function endOfString(text: string, at: number): number {
  let index = at;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index;
    if (code === BACKSLASH) index++;
  }
  return index;
}

/** @throws JsonTooComplex. Reads each character once, whether or not the text is JSON. */
function assertBounded(text: string, { depth, values }: JsonBounds): void {
  let [open, found] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index + 1);
    else if (isOpening(code)) {
      open += 1;
      found += 1;
    } else if (isClosing(code)) open -= 1;
    else if (code === COMMA) found += 1;
    if (open > depth) throw new JsonTooComplex(`It is nested more than ${depth} deep.`);
    if (found > values) throw new JsonTooComplex(`It holds more than ${values} values.`);
  }
}

/** `JSON.parse` in bounded time and memory. @throws JsonTooComplex before anything is parsed; SyntaxError */
export function parseBounded(text: string, bounds: JsonBounds = ANSWER_BOUNDS): unknown {
  assertBounded(text, bounds);
  return JSON.parse(text);
}
