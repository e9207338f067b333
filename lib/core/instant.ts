/** An instant on the wire: ISO 8601, in UTC. @param ms since the Unix epoch. */
export const iso = (ms: number): string => new Date(ms).toISOString();

export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
