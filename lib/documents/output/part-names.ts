import type { Paragraph } from '../text/paragraphs.ts';

/** What stands before an aside that is no text of the document's own. */
export const PART_NAMES = {
  image: 'Image',
  comment: 'Comment',
  speaker_notes: 'Notes',
} as const satisfies Record<NonNullable<Paragraph['part']>, string>;
