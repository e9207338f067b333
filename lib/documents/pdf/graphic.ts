import type { Box } from './page.ts';

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
