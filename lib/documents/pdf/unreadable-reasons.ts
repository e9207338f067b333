/**
 * Why the text of a page is not what the page shows: codes without a character, letters drawn as other letters are,
 * letters that no language uses so.
 */
export const UNREADABLE_REASONS = ['unmapped', 'misnamed', 'improbable'] as const;

export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** A font of a page that can be read for the rest: its characters are left out. */
export interface BrokenFont {
  /** Its name, without the tag of a subset. */
  font: string;
  characters: number;
}
