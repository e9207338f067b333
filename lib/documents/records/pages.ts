import { mergedPlaces, type Place } from '../layout/boxes.ts';
import type { StoredPage } from './queries.ts';

type Paragraph = NonNullable<StoredPage['paragraphs']>[number];

/** Places of a paragraph on the pages after its first. */
export function continuedOn({ page, lines }: Paragraph): Place[] {
  return mergedPlaces(lines.filter((line) => line.page !== page));
}
