import type { PagePicture } from '../pdf/messages.ts';
import type { Box } from '../pdf/page.ts';

/** Result of character recognition. */
export interface RecognizedPage {
  /** 0 to 100, of the page. */
  confidence: number;
  /** In reading order. */
  words: RecognizedWord[];
  /** Degrees clockwise that the text is turned by, against the picture; absent if it is upright. */
  angle?: 90 | 180 | 270;
  /** Straight lines of the picture, as boxes of its pixels; those of the straightened one where lines slope. */
  rules?: readonly Box[];
  /** What it was read as, where that had to be found. */
  languages?: readonly string[];
}

export interface RecognizedWord {
  text: string;
  /** 0 to 100. */
  confidence: number;
  /** Pixels of the picture, origin at its top left; of the straightened one where lines slope. */
  box: Box;
  /** Words of one line have the same number. */
  line: number;
}

/** @param options languages as Tesseract names them: `eng`; `sample` reads a band only, which has no places. @throws the signal's reason */
export type Recognize = (
  picture: PagePicture,
  options: { languages: readonly string[]; signal: AbortSignal; sample?: boolean },
) => Promise<RecognizedPage>;
