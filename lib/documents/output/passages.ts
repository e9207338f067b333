import type { Work } from '../../core/slices.ts';
import { mergedPlaces } from '../layout/boxes.ts';
import type { Paragraph, ParagraphLine } from '../text/paragraphs.ts';
import { type Sentence, sentencesOf } from '../text/sentences.ts';

/** Characters of a listing that are kept together. */
const PIECE = 900;

/** Lines that together are no longer than a piece; at least one. */
function piecesOf(lines: readonly ParagraphLine[]): ParagraphLine[][] {
  const pieces: ParagraphLine[][] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const [place, line] of lines.entries()) {
    const end = lines[place + 1]?.at ?? line.at;
    if (end - from > PIECE) {
      pieces.push([]);
      from = line.at;
    }
    pieces.at(-1)?.push(line);
  }
  return pieces;
}

/** A listing in pieces between its lines, as if they were sentences. */
function listingIn({ text, lines }: Paragraph, place: number): Sentence[] {
  const pieces = piecesOf(lines);
  return pieces.flatMap((own, at) => {
    const [begin, ...continued] = mergedPlaces(own);
    const piece = text.slice(own[0]?.at, pieces[at + 1]?.[0]?.at).trimEnd();
    return begin && piece !== '' ? [{ text: piece, ...begin, continued, paragraph: place }] : [];
  });
}

/** What chunks are made of: sentences, and the listings between them. */
export function* passagesOf(paragraphs: readonly Paragraph[], language: string): Work<Sentence[]> {
  const sentences = yield* sentencesOf(paragraphs, language);
  const listings = paragraphs.flatMap((paragraph, place) =>
    paragraph.kind === 'code' ? listingIn(paragraph, place) : [],
  );
  return [...sentences, ...listings].sort((a, b) => a.paragraph - b.paragraph);
}
