/** Text as a feed has it. */
export interface FeedText {
  text: string;
  isHtml: boolean;
}

/** One entry of a feed of any kind. What it does not say is null. */
export interface FeedEntry {
  id: string | null;
  /** Absolute. */
  url: string | null;
  title: FeedText | null;
  /** The whole entry, or else what the feed has of it. */
  body: FeedText | null;
  /** As written. */
  date: string | null;
  language: string | null;
  likes: number | null;
  replies: number | null;
  isReply: boolean;
  /** What relative links in the body are resolved against. */
  base: string;
}

/** A feed as it was published: RSS, Atom or JSON Feed. */
export interface FeedDocument {
  title: string | null;
  description: FeedText | null;
  /** The page that it is the feed of; absolute. */
  home: string | null;
  hasPicture: boolean;
  /** When what it is the feed of was created, as written; YouTube says so. */
  createdAt: string | null;
  /** The document with older entries (RFC 5005, sections 3 and 4); absolute. */
  next: string | null;
  /** Whether it says that there are no other entries (RFC 5005, section 2). */
  isComplete: boolean;
  entries: FeedEntry[];
  /** Entries that were cut off. */
  unreadable: number;
}

/** Resolves an address of a feed; null if it is none. */
export function resolvedUrl(written: string | null | undefined, base: string): string | null {
  const trimmed = written?.trim() ?? '';
  return trimmed !== '' && URL.canParse(trimmed, base) ? new URL(trimmed, base).href : null;
}
