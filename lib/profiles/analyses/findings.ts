import type { Post, Profile } from '../networks/social.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What an analysis knows besides the posts. */
export interface Context {
  profile: Profile | null;
  /** IANA name, as the caller gave it; it is never inferred. */
  timeZone: string;
  /** End of the observation, ISO 8601. */
  asOf: string;
}

export type Confidence = 'low' | 'medium' | 'high';

/** Something that the posts show. */
export interface Finding {
  readonly value: Json;
  /** Size of the sample: posts, or what `value` names (gaps, weeks, months). */
  readonly n: number;
  readonly confidence: Confidence;
  /** At most ten of the posts it rests on, spread over time. */
  readonly post_ids: readonly string[];
}

/** Something that these posts cannot show. */
export interface Missing {
  readonly why: string;
  readonly needs: string;
}

/** Plain JSON: what an analysis found, by name, and what it could not say. */
export interface Findings {
  readonly posts: number;
  readonly findings: { readonly [name: string]: Finding };
  readonly not_assessed: readonly ({ readonly what: string } & Missing)[];
}

/** A sample of 30 puts the standard error of a share at 9 points or less, one of 100 at 5 points or less. */
const MEDIUM_FROM = 30;
const HIGH_FROM = 100;
const POST_IDS = 10;

function confidenceOf(n: number): Confidence {
  if (n >= HIGH_FROM) return 'high';
  return n >= MEDIUM_FROM ? 'medium' : 'low';
}

/** At most ten ids, evenly spread over posts that are in order. */
export function idsOf(posts: readonly Post[]): string[] {
  if (posts.length <= POST_IDS) return posts.map(({ id }) => id);
  const step = (posts.length - 1) / (POST_IDS - 1);
  return Array.from({ length: POST_IDS }, (_, index) => posts[Math.round(index * step)]?.id ?? '');
}

/** A finding about posts; `n` says how many of something else it rests on, `confidence` replaces the rule from n. */
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

/** Parts by name, parted into what was found and what was not. */
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
