import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { documentPages } from '../db-schema.ts';
import type { Figure } from '../figures/figure.ts';
import { figuresSchema } from './stored-page.ts';

export interface FiguresOfPage {
  page: number;
  figures: Figure[];
}

/** The figures of pages, in order. */
export async function figuresOfJob(db: Database, jobId: string): Promise<FiguresOfPage[]> {
  const { page, figures: found } = documentPages;
  const rows = await db
    .select({ page, figures: found })
    .from(documentPages)
    .where(and(eq(documentPages.jobId, jobId), isNotNull(found)))
    .orderBy(asc(page));
  return rows.map((row) => ({ page: row.page, figures: figuresSchema.parse(row.figures) }));
}

/** A figure, by its number on the page from 1; null if there is none. */
export async function figureOf(
  db: Database,
  jobId: string,
  { page, figure }: { page: number; figure: number },
): Promise<Figure | null> {
  const [row] = await db
    .select({ figures: documentPages.figures })
    .from(documentPages)
    .where(and(eq(documentPages.jobId, jobId), eq(documentPages.page, page)));
  return (row?.figures ? figuresSchema.parse(row.figures)[figure - 1] : undefined) ?? null;
}
