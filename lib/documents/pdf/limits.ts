const MIB = 1024 * 1024;

/** What a file may cost before it is refused or one of its pages is given up. */
export interface PdfLimits {
  fileBytes: number;
  pages: number;
  /** Inflated size of one stream. */
  streamBytes: number;
  msPerPage: number;
  msToOpen: number;
  /** What the engine may hold, the file's own bytes included. */
  memoryBytes: number;
}

/** With these a hostile file stays below 500 MB in all. */
export const PDF_LIMITS: PdfLimits = {
  fileBytes: 96 * MIB,
  pages: 10_000,
  streamBytes: 128 * MIB,
  msPerPage: 10_000,
  msToOpen: 20_000,
  memoryBytes: 256 * MIB,
};
