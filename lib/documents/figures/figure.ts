import type { Box } from '../pdf/page.ts';

/** A drawing or picture of a page that may be a figure, before the rest of the document is known. */
export interface Candidate {
  kind: 'raster' | 'vector';
  box: Box;
  /** The same for what is drawn again on another page. */
  key: string;
  /** It is a figure only if a caption says so. */
  weak?: boolean | undefined;
  alt?: string | undefined;
}

/** A picture, or paths that make one. */
export interface Figure {
  kind: 'raster' | 'vector';
  box: Box;
  /** The paragraph that says what it shows; null if there is none. */
  caption: string | null;
  /** Its place among the paragraphs that begin on the page; null without a caption, or if that stands elsewhere. */
  paragraph: number | null;
  /** How many of the paragraphs that begin on the page are read before it. */
  before: number;
  /** As the caption has it: `3`, `2.1`, `B.4`; null if it has none. */
  number: string | null;
  /** Alternative text that the file gives; null if it gives none. */
  alt: string | null;
}
