/**
 * Ranges of the score in which buys are pooled. A bound belongs to the weaker bucket, as with the labels: 65 is in the
 * first. Two buckets are a Buy, two a Strong Buy. Stored by position: only append.
 */
export const SCORE_BUCKETS = [
  { above: 55, upTo: 65 },
  { above: 65, upTo: 75 },
  { above: 75, upTo: 85 },
  { above: 85, upTo: 100 },
] as const;

/** Bucket of the trade that is opened on every day. */
export const EVERY_DAY = 0;

/** Stored number of a buy's bucket, from 1; `rating` is above 0.1. */
export function bucketOf(rating: number): number {
  if (rating > 0.7) return 4;
  if (rating > 0.5) return 3;
  return rating > 0.3 ? 2 : 1;
}
