/** Weak: the estimate of the time left moves without the revision. */
export function etagOf(revision: number): string {
  return `W/"${revision}"`;
}

/** Whether `If-None-Match` names this version (RFC 9110, 13.1.2: compared weakly). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
