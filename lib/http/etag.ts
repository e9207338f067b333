/** Weak, because the estimated time left changes without a new revision. */
export function etagOf(revision: number): string {
  return `W/"${revision}"`;
}

/** Whether `If-None-Match` contains this ETag (weak comparison, RFC 9110, 13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
