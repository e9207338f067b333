import type { RecognizedPage } from './recognized.ts';

/** Given to the worker as it starts. */
export interface OcrSetup {
  code: WebAssembly.Module;
  /** file: URLs of gzipped language data, by code. */
  languages: Record<string, string>;
}

/** One at a time. */
export interface OcrRequest {
  png: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  dpi: number;
  /** Of the setup's. */
  languages: readonly string[];
}

/** `refused`: the picture's fault, the worker goes on. `crashed`: the worker is of no further use. */
export type OcrReply =
  | { is: 'page'; page: RecognizedPage }
  | { is: 'refused'; message: string }
  | { is: 'crashed'; message: string };
