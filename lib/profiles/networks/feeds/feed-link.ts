import { Parser } from 'htmlparser2';
import type { Work } from '../../../core/slices.ts';
import { resolvedUrl } from './feed-document.ts';

/** https://html.spec.whatwg.org/multipage/links.html#rel-alternate */
const TYPES = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;
const COMMENTS = /comments?\b/i;
/** Links stand in the head; what comes after so many characters is not looked at. */
const MOST_READ = 1_000_000;
const MOST_FOUND = 100;
/** Nor what is nested deeper, at the end of a piece: the parser's time grows with the square of the open elements. */
const MOST_DEPTH = 500;

/**
 * The feed that an HTML page names by `<link rel="alternate">`: the first that is not of comments, else the first.
 * @param address of the page, for relative links @returns an absolute address, null if it names none
 */
export function* feedLink(pieces: Iterable<string>, address: string): Work<string | null> {
  const found: { url: string; isOfComments: boolean }[] = [];
  let [base, depth] = [address, 0];
  const parser = new Parser({
    onopentagname: () => {
      depth += 1;
    },
    onclosetag: () => {
      depth -= 1;
    },
    onopentag(name, { rel = '', type = '', href, title = '' }) {
      if (name === 'base' && base === address) base = resolvedUrl(href, address) ?? address;
      const isFeed = /(^|\s)alternate(\s|$)/i.test(rel) && TYPES.test(type.trim());
      const url = name === 'link' && isFeed ? resolvedUrl(href, base) : null;
      if (url !== null && found.length < MOST_FOUND) {
        found.push({ url, isOfComments: COMMENTS.test(title) || COMMENTS.test(new URL(url).pathname) });
      }
    },
  });
  let length = 0;
  for (const piece of pieces) {
    parser.write(piece);
    length += piece.length;
    if (length > MOST_READ || depth > MOST_DEPTH) break;
    yield;
  }
  return (found.find(({ isOfComments }) => !isOfComments) ?? found[0])?.url ?? null;
}
