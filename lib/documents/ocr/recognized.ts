import type { PagePicture } from '../pdf/messages.ts';
import type { Box } from '../pdf/page.ts';

/** Result of character recognition. */
export interface RecognizedPage {
  /** 0 to 100, of the page. */
  confidence: number;
  /** In reading order. */
  words: RecognizedWord[];
}

export interface RecognizedWord {
  text: string;
  /** 0 to 100. */
  confidence: number;
  /** Pixels of the picture, origin at its top left. */
  box: Box;
  /** Words of one line have the same number. */
  line: number;
}

/** @param options languages as tesseract names them: `eng`. @throws the signal's reason */
export type Recognize = (
  picture: PagePicture,
  options: { languages: readonly string[]; signal: AbortSignal },
) => Promise<RecognizedPage>;
