import { isUtf8 } from 'node:buffer';
import { createMiddleware } from 'hono/factory';
import { assertBounded, JsonTooComplex, REQUEST_BOUNDS } from '../core/bounded-json.ts';
import { type Fault, Refusal } from '../core/errors.ts';
import { invalidInput } from '../core/issue-faults.ts';
import type { HttpEnv } from './env.ts';
import { refuseNul, unstorable } from './faults.ts';

/** Characters; twice what the longest value may have, which is a URL. */
const MOST_CHARACTERS = 4_096;

/** The text of a part of a URL; null if it is no percent-encoded UTF-8. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function faultsOf(path: string, encoded: string): Fault[] {
  const text = decoded(encoded);
  if (text === null) {
    const message = `${path} is no percent-encoded UTF-8: encode each byte of a character as %XX.`;
    return [{ path, code: 'wrong_encoding', message }];
  }
  if (text.includes('\0')) return [unstorable(path, text)];
  if (text.length <= MOST_CHARACTERS) return [];
  const message = `${path} has ${text.length} characters. It must have at most ${MOST_CHARACTERS}.`;
  return [{ path, code: 'too_long', message }];
}

function faultsOfQuery(search: string): Fault[] {
  const pairs = search.slice(1).split('&').filter(Boolean);
  return pairs.flatMap((pair) => {
    const [name = '', value = ''] = pair.replaceAll('+', ' ').split(/=(.*)/s);
    const named = faultsOf('query', name);
    return named.length > 0 ? named : faultsOf(decoded(name) ?? '', value);
  });
}

/** Refuses a URL that no route can read: wrong encoding, a NUL, or a part that is too long. */
export const readableUrl = createMiddleware<HttpEnv>((c, next) => {
  const { pathname, search } = new URL(c.req.url);
  const faults = [...faultsOf('path', pathname), ...faultsOfQuery(search)];
  if (faults.length > 0) throw invalidInput(faults);
  return next();
});

const isJson = (type: string): boolean => /^application\/([\w.-]+\+)?json(;|$)/i.test(type);

/** Finds a NUL, escaped or not, without parsing: almost no body has one. */
const MAY_HOLD_NUL = /\0|\\u0000/;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its route refuses it as `malformed_json`.
    return undefined;
  }
}

/** Parsing holds the process, and what is nested deep or has too many values for long. */
function refuseTooComplex(text: string): void {
  try {
    assertBounded(text, REQUEST_BOUNDS);
  } catch (error) {
    if (!(error instanceof JsonTooComplex)) throw error;
    const message = `The body is not read. ${error.message}`;
    throw invalidInput([{ path: '', code: 'too_complex', message }]);
  }
}

/** Refuses a body of JSON that is too complex, no UTF-8 or holds a NUL in a text or a name, before its route reads it. */
export const readableJson = createMiddleware<HttpEnv>(async (c, next) => {
  if (!isJson(c.req.header('Content-Type') ?? '')) return next();
  const bytes = Buffer.from(await c.req.raw.arrayBuffer());
  c.req.raw = new Request(c.req.raw, { body: bytes });
  if (!isUtf8(bytes)) throw new Refusal('malformed_json', 'The body is not UTF-8. JSON is sent as UTF-8.');
  const text = bytes.toString();
  refuseTooComplex(text);
  if (MAY_HOLD_NUL.test(text)) refuseNul(parsed(text));
  return next();
});
