import { inSlices } from '../../../core/slices.ts';
import { parsed, readAs } from '../call-api.ts';
import { tooLarge } from '../exchange.ts';
import { decoded } from './decoded.ts';
import type { FeedDocument } from './feed-document.ts';
import { NotAFeed, XmlTooComplex } from './feed-errors.ts';
import { jsonFeed, jsonFeedSchema } from './json-feed.ts';

interface Body {
  url: URL;
  bytes: Buffer;
  headers: Headers;
}

/** JSON is parsed at once, unlike XML. */
const MOST_JSON_BYTES = 4_000_000;

const isJson = (bytes: Buffer): boolean => /^\uFEFF?\s*\{/.test(bytes.toString('utf8', 0, 64));

/**
 * Reads RSS, Atom or JSON Feed by what the document is, whatever type it was sent with. Does not hold the event loop.
 * @returns null if it is no feed
 * @throws PermanentError `platform_answer_too_large`; TransientError `platform_failed` for JSON that is no feed
 */
export async function readFeed({ url, bytes, headers }: Body): Promise<FeedDocument | null> {
  if (isJson(bytes)) {
    if (bytes.length > MOST_JSON_BYTES) {
      throw tooLarge(url.host, `more than ${MOST_JSON_BYTES} bytes of JSON; it was not read.`);
    }
    const json = await parsed(url.host, bytes.toString('utf8').replace(/^\uFEFF/, ''), headers);
    return jsonFeed(readAs(url.host, jsonFeedSchema, json), url.href);
  }
  // The parser is loaded where it is needed, as `loadHtmlReader` loads its own.
  const { xmlFeed } = await import('./xml-feed.ts');
  try {
    return await inSlices(xmlFeed(decoded(bytes, headers), url.href));
  } catch (error) {
    if (error instanceof NotAFeed) return null;
    if (error instanceof XmlTooComplex) throw tooLarge(url.host, `XML that is not read. ${error.message}`);
    throw error;
  }
}
