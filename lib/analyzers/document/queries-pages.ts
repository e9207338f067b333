import { and, count, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { documentPages } from '../../db/document-schema.ts';
import type { StoredPage } from './queries.ts';
import { mergedPlaces, type Place } from './text/boxes.ts';

type Paragraph = NonNullable<StoredPage['paragraphs']>[number];

/** A paragraph's parts on the pages behind the one that it begins on. */
export function continuedOn({ page, lines }: Paragraph): Place[] {
  return mergedPlaces(lines.filter((line) => line.page !== page));
}

/** Pages that were read and whose paragraphs are not known. */
export async function pagesWithoutParagraphs(db: Database, jobId: string): Promise<number> {
  const [row] = await db
    .select({ pages: count() })
    .from(documentPages)
    .where(and(eq(documentPages.jobId, jobId), isNull(documentPages.paragraphs)));
  return row?.pages ?? 0;
}
