import { mergedPlaces, type Place } from '../layout/boxes.ts';
import type { StoredPage } from './queries.ts';

type Paragraph = NonNullable<StoredPage['paragraphs']>[number];

/** A paragraph's parts on the pages behind the one that it begins on. */
export function continuedOn({ page, lines }: Paragraph): Place[] {
  return mergedPlaces(lines.filter((line) => line.page !== page));
}
