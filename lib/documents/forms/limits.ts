const MIB = 1024 * 1024;

/** What a file may cost before it is refused. */
export const FORM_LIMITS = {
  fileBytes: 96 * MIB,
  /** Of a file that is text itself. */
  textBytes: 24 * MIB,
  /** One part of a zip, inflated. */
  partBytes: 64 * MIB,
  /** All parts that are read. */
  allBytes: 128 * MIB,
  entries: 20_000,
  /** Of all text that is read. */
  characters: 30_000_000,
  blocks: 300_000,
  /** Of plain text. */
  lines: 2_000_000,
  markdownLines: 500_000,
  cells: 1_000_000,
  /** Open elements. */
  depth: 1_000,
  elements: 4_000_000,
  /** Of Markdown, which are held together before the first is written: 130 bytes each and more. */
  tokens: 450_000,
  pages: 10_000,
  /** For the thread to start, before it sees the file. */
  msToLoad: 30_000,
  /** From the first byte to the last page being known. */
  msToOpen: 8_000,
  msPerPage: 5_000,
  heapMb: 192,
} as const;
