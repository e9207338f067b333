import type { Post, Profile } from '../networks/social.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Input of an analysis besides the posts. */
export interface Context {
  profile: Profile | null;
  /** IANA name given by the caller; never inferred. */
  timeZone: string;
  /** End of the observation, ISO 8601. */
  asOf: string;
}

export type Confidence = 'low' | 'medium' | 'high';

/** A result supported by the posts. */
export interface Finding {
  readonly value: Json;
  /** Sample size: posts, or the unit named in `value` (gaps, weeks, months). */
  readonly n: number;
  readonly confidence: Confidence;
  /** Up to ten supporting posts, spread over time. */
  readonly post_ids: readonly string[];
}

/** A result that these posts do not support. */
export interface Missing {
  readonly why: string;
  readonly needs: string;
}

/** An analysis's results by name, and what could not be assessed. Plain JSON. */
export interface Findings {
  readonly posts: number;
  readonly findings: { readonly [name: string]: Finding };
  readonly not_assessed: readonly ({ readonly what: string } & Missing)[];
}

/** With a sample of 30 the standard error of a share is at most 9 points, with 100 at most 5. */
const MEDIUM_FROM = 30;
const HIGH_FROM = 100;
const POST_IDS = 10;
/** Of one row among many, so that a report stays small. */
const ROW_IDS = 3;

function confidenceOf(n: number): Confidence {
  if (n >= HIGH_FROM) return 'high';
  return n >= MEDIUM_FROM ? 'medium' : 'low';
}

/** Up to `most` ids, evenly spaced over sorted posts. */
export function idsOf(posts: readonly Post[], most = POST_IDS): string[] {
  if (posts.length <= most) return posts.map(({ id }) => id);
  const step = (posts.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => posts[Math.round(index * step)]?.id ?? '');
}

/** A row that counts posts, with up to three of them. @param posts sorted */
export const rowOf = (posts: readonly Post[]): { posts: number; post_ids: string[] } => ({
  posts: posts.length,
  post_ids: idsOf(posts, ROW_IDS),
});

/** Makes a finding. `n` overrides the number of posts as sample size; `confidence` overrides the rule based on n. */
export function finding(
  value: Json,
  posts: readonly Post[],
  other: { n?: number; confidence?: Confidence } = {},
): Finding {
  const n = other.n ?? posts.length;
  return { value, n, confidence: other.confidence ?? confidenceOf(n), post_ids: idsOf(posts) };
}

export const missing = (why: string, needs: string): Missing => ({ why, needs });

const isMissing = (part: Finding | Missing): part is Missing => 'why' in part;

/** Splits named results into findings and what could not be assessed. */
export function findings(
  posts: readonly Post[],
  parts: Readonly<Record<string, Finding | Missing>>,
): Findings {
  const found: Record<string, Finding> = {};
  const notAssessed: ({ what: string } & Missing)[] = [];
  for (const [what, part] of Object.entries(parts)) {
    if (isMissing(part)) notAssessed.push({ what, ...part });
    else found[what] = part;
  }
  return { posts: posts.length, findings: found, not_assessed: notAssessed };
}
