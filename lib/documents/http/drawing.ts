import { PermanentError, Refusal } from '../../core/errors.ts';
import type { DocumentSession } from '../document-session.ts';
import type { DocumentsContext } from './context.ts';

export const PNG_TYPE = 'image/png';
/** Pixels of a picture: at most, and where nobody says. */
export const WIDEST = 2_000;
export const USUAL_WIDTH = 800;
/** For reading the file, opening it and drawing. */
const MOST_MS = 30_000;

/**
 * Draws a page of a stored file, or a part of it.
 * @throws Refusal `analysis_failed`, or what `draw` throws
 */
export async function drawing<T>(
  { sessions }: DocumentsContext,
  { documentId, page }: { documentId: string; page: number },
  draw: (session: DocumentSession, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    return await sessions.use({ jobId: 'pictures', documentId }, signal, (session) => draw(session, signal));
  } catch (error) {
    if (signal.aborted) throw new Refusal('analysis_failed', `Page ${page} takes more than ${MOST_MS} ms.`);
    if (error instanceof PermanentError) throw new Refusal('analysis_failed', error.message);
    throw error;
  }
}
