const MIB = 1024 * 1024;

/** What a file may cost before it is refused or one of its pages is given up. */
export interface PdfLimits {
  fileBytes: number;
  pages: number;
  /** Inflated size of one stream. */
  streamBytes: number;
  msPerPage: number;
  msToOpen: number;
  /** What an instance of PDFium may hold; the file lies elsewhere. */
  memoryBytes: number;
}

/**
 * A process works on two pages at a time: memory for both, and 300 MB besides. A page scanned in colour at 600 dpi takes
 * 108 MiB to read and draw.
 */
export const PDF_LIMITS: PdfLimits = {
  fileBytes: 96 * MIB,
  pages: 10_000,
  streamBytes: 128 * MIB,
  msPerPage: 10_000,
  msToOpen: 20_000,
  memoryBytes: 128 * MIB,
};
