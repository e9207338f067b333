import type { PAGE_KINDS } from './page-kinds.ts';

/** A box on a page in points (1/72 inch), origin at the top left of the page as it is shown (rotation applied). */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Characters that stand together in one font on one line. */
export interface TextRun {
  text: string;
  box: Box;
  /** Points. */
  fontSize: number;
  /** As the file names it, without a subset prefix; empty where it does not. */
  font: string;
  bold: boolean;
  italic: boolean;
  /** Degrees clockwise against the page as shown; 0 for horizontal text. */
  angle: number;
}

export type PageKind = (typeof PAGE_KINDS)[number];

/** One page as the engine reads it; everything else is made of this. */
export interface PageContent {
  /** From 1. */
  page: number;
  /** Points, as shown. */
  width: number;
  height: number;
  /** 0, 90, 180 or 270: what the file says; boxes have it applied. */
  rotation: number;
  kind: PageKind;
  /** In the order of the file's content. */
  runs: TextRun[];
  /** The page's text as the engine orders it, unmended. */
  text: string;
  images: number;
  /** Part of the page that pictures cover, 0 to 1. */
  imageShare: number;
  links: { url: string; box: Box }[];
  /** Straight horizontal and vertical lines and thin rectangles: what tables are ruled with. */
  rulings: Box[];
}
