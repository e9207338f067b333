const END = '</x:xmpmeta>';
const START = '<x:xmpmeta';
/** Bytes; longer packets hold thumbnails. */
const LONGEST = 200_000;
/** Packets of pictures lie beside that of the document. */
const OF_PDF = /application\/pdf|http:\/\/ns\.adobe\.com\/pdf\/1\.3\//;
const DATE =
  /<(?:prism:publicationDate|prism:coverDate|dc:date)(?=[\s>])[^<>]*>\s*(?:<rdf:(?:Seq|Bag|Alt)>\s*<rdf:li(?=[\s>])[^<>]*>)?([^<>]{4,40})</;
const ATTRIBUTE = /\sprism:(?:publicationDate|coverDate)\s*=\s*["']([^"'<>]{4,40})["']/;

/**
 * When a document came out, as its XMP says (ISO 16684-1; PRISM 3.0): ISO 8601. Null where it does not say, or where
 * the packet is compressed or encrypted, which ISO 32000-2, 14.3.2, advises against.
 */
export function xmpDate(file: Buffer): string | null {
  const end = file.lastIndexOf(END);
  const start = end < 0 ? -1 : file.lastIndexOf(START, end);
  if (start < 0 || end - start > LONGEST) return null;
  const packet = file.toString('utf8', start, end);
  if (!OF_PDF.test(packet)) return null;
  return (DATE.exec(packet) ?? ATTRIBUTE.exec(packet))?.[1]?.trim() ?? null;
}
