export type Dropped = 'pdf' | 'zip' | 'repository' | 'unknown';

const starts = (head: Uint8Array, text: string): boolean =>
  [...text].every((letter, i) => head[i] === letter.charCodeAt(0));

/** A PDF may begin with a few bytes of something else. */
const HEAD_BYTES = 1_024;

/** What a file is, by its first bytes; a Bluesky repository has none of its own, so its name tells. */
export async function classify(file: File): Promise<Dropped> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (new TextDecoder('latin1').decode(head).includes('%PDF-')) return 'pdf';
  if (starts(head, 'PK\u0003\u0004') || starts(head, 'PK\u0005\u0006')) return 'zip';
  return file.name.toLowerCase().endsWith('.car') ? 'repository' : 'unknown';
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
