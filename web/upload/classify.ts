export type Dropped = 'document' | 'zip' | 'repository' | 'unknown';

/** For the `accept` of a file field. */
export const DOCUMENT_FILES =
  '.pdf,.docx,.pptx,.odt,.epub,.html,.htm,.xhtml,.md,.txt,.png,.jpg,.jpeg,.tif,.tiff,application/pdf';

/** What zips of documents begin with; the service looks closer. */
const DOCUMENT_ENTRY = /^(?:mimetype|\[Content_Types\]\.xml|_rels\/|word\/|ppt\/|docProps\/|META-INF\/)/;
const NAME_AT = 30;

const starts = (head: Uint8Array, text: string): boolean =>
  [...text].every((letter, i) => head[i] === letter.charCodeAt(0));

/** PNG, JPEG, TIFF. */
const PICTURES = ['\u0089PNG', '\u00ff\u00d8\u00ff', 'II*\0', 'MM\0*'];

/** A PDF may begin with a few bytes of something else. */
const HEAD_BYTES = 1_024;

/** Control characters that no text has; UTF-16 has zeros, and begins with its mark. */
function isText(head: Uint8Array): boolean {
  if (starts(head, '\u00ff\u00fe') || starts(head, '\u00fe\u00ff')) return true;
  return (
    head.length > 0 && !starts(head, 'GIF8') && head.every((byte) => byte >= 27 || (byte >= 9 && byte <= 13))
  );
}

/** What a file is, by its first bytes; a Bluesky repository has none of its own, so its name tells. */
export async function classify(file: File): Promise<Dropped> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const text = new TextDecoder('latin1').decode(head);
  if (text.includes('%PDF-') || PICTURES.some((magic) => starts(head, magic))) return 'document';
  if (starts(head, 'PK\u0003\u0004') && DOCUMENT_ENTRY.test(text.slice(NAME_AT))) return 'document';
  if (starts(head, 'PK\u0003\u0004') || starts(head, 'PK\u0005\u0006')) return 'zip';
  if (file.name.toLowerCase().endsWith('.car')) return 'repository';
  return isText(head) ? 'document' : 'unknown';
}

/** Files that only the archives of one network have. */
const SIGNS = [
  ['twitter_archive', /(^|\/)tweets?(-part\d+)?\.js$/],
  ['mastodon_archive', /(^|\/)outbox\.json$/],
  ['threads_archive', /(^|\/)threads_and_replies(_\d+)?\.json$/],
  ['instagram_archive', /(^|\/)posts_\d+\.json$/],
  ['reddit_archive', /(^|\/)(comments|posts)\.csv$/],
] as const;

/** The network that a zip is an archive of, by its entries; '' if none is recognized, and then the visitor chooses. */
export const platformOf = (names: readonly string[]): string =>
  SIGNS.find(([, sign]) => names.some((name) => sign.test(name)))?.[0] ?? '';
