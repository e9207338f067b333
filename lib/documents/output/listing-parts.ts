import { mergedPlaces, type Place } from '../layout/boxes.ts';
import type { Paragraph, ParagraphLine } from '../text/paragraphs.ts';

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

/** A part of a listing and where it stands. */
interface ListingPart extends Place {
  text: string;
  continued: Place[];
}

/** A listing cut between its lines. */
export function listingParts({ text, lines }: Pick<Paragraph, 'text' | 'lines'>): ListingPart[] {
  const pieces = piecesOf(lines);
  return pieces.flatMap((own, at) => {
    const [begin, ...continued] = mergedPlaces(own);
    const piece = text.slice(own[0]?.at, pieces[at + 1]?.[0]?.at).trimEnd();
    return begin && piece !== '' ? [{ text: piece, ...begin, continued }] : [];
  });
}
