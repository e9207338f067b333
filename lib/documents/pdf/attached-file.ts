/** A file within a PDF, as it describes it (ISO 32000-1, 7.11). */
export interface AttachedFile {
  name: string;
  /** Bytes; null if the PDF does not say. */
  size: number | null;
  /** Media type; null if the PDF does not say. */
  type: string | null;
  description: string | null;
  /** ISO 8601, when it was changed last; null if the PDF does not say. */
  modified: string | null;
  /** Of the page that it is pinned to, from 1; null if it belongs to the whole document. */
  page: number | null;
}
