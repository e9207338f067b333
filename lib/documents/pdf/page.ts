import type { AnnotationKind } from './annotation-kinds.ts';
import type { HiddenCounts } from './hidden-reasons.ts';
import type { PAGE_KINDS } from './page-kinds.ts';
import type { BrokenFont, UnreadableReason } from './unreadable-reasons.ts';

/** A box on a page in points (1/72 inch), origin at the top left of the page as it is shown (rotation applied). */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** What the structure tree of a tagged file says of a piece of text. */
export interface Tag {
  /** Of its block (paragraph, heading, list item, whole table) in the order of the tree, from 1. */
  place: number;
  /** Standard type of the block, or of the table's part: P, H1, LI, Caption, TD (ISO 32000-1, 14.8.4). */
  role: string;
}

/** A space within a run that is wider than usual. */
export interface WideSpace {
  /** Index in the run's text where the text after it begins. */
  at: number;
  /** Its ends along the line: x of text that runs across the page, y of text that runs up or down. */
  from: number;
  to: number;
}

/** Characters that are set together in one font on one line. */
export interface TextRun {
  text: string;
  box: Box;
  /** Points. */
  fontSize: number;
  /** As named in the file, without a subset prefix; empty if it has no name. */
  font: string;
  bold: boolean;
  italic: boolean;
  /** Degrees clockwise against the page as shown; 0 for horizontal text. */
  angle: number;
  /** Of a tagged file; 'artifact' is what the file says to be no content, such as a running head. */
  tag?: Tag | 'artifact';
  /** Where the line is that its letters stand on: y, or x if they are turned by a quarter. Only the engine knows it. */
  baseline?: number;
  /** Spaces in it that may part the cells of a tight table; absent if there are none. */
  spaces?: readonly WideSpace[];
}

export type PageKind = (typeof PAGE_KINDS)[number];

/** What a page draws besides text: a picture, paths that lie together, or a plain area that may be behind text. */
export interface Graphic {
  kind: 'raster' | 'vector' | 'panel';
  box: Box;
  /** Pictures or paths in it. */
  parts: number;
  /** Those of its paths that are neither rectangles nor rules. */
  complex: number;
  /** The same for what is drawn again on another page. */
  key: string;
  /** Alternative text of a tagged file. */
  alt?: string | undefined;
}

/** A comment, a highlight or another mark that a reader left on a page. */
export interface ReaderAnnotation {
  kind: AnnotationKind;
  box: Box;
  /** Of each marked line; absent where no text is marked. */
  boxes?: Box[] | undefined;
  /** The text that is marked; null if there is none. */
  quote: string | null;
  /** What the reader wrote; null if nothing. */
  comment: string | null;
  author: string | null;
  /** ISO 8601; null if the file does not say. */
  date: string | null;
  /** Number of the annotation on the page that this one answers, from 1. */
  reply_to?: number | undefined;
}

/** A page as the engine reads it: the input of everything else. */
export interface PageContent {
  /** From 1. */
  page: number;
  /** Points, as shown. */
  width: number;
  height: number;
  /** 0, 90, 180 or 270, as in the file; already applied to boxes. */
  rotation: number;
  kind: PageKind;
  /** In the order of the file's content. */
  runs: TextRun[];
  images: number;
  /** Part of the page that pictures cover, 0 to 1. */
  imageShare: number;
  links: { url: string; box: Box }[];
  /** Straight horizontal and vertical lines and thin rectangles, as used to rule tables. */
  rulings: Box[];
  /** What it draws besides text; absent where nobody looked. */
  graphics?: Graphic[] | undefined;
  /** Characters of the file that the page does not show; they are in no run. */
  hidden?: HiddenCounts;
  /** Comments, highlights and the like that readers left; absent if there are none. */
  annotations?: ReaderAnnotation[] | undefined;
  /** Of a page of kind `unreadable`. */
  unreadable?: UnreadableReason | undefined;
  /** Fonts of a page of another kind that do not say which characters they draw. */
  brokenFonts?: BrokenFont[] | undefined;
}
