/** Letters with the apostrophes and hyphens inside a word; numbers are no words. */
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’\-‐][\p{L}\p{M}]+)*/gu;

/** Words as written, in order, of a text that has spaces between them. */
export const spacedWords = (text: string): string[] => text.match(WORD) ?? [];
