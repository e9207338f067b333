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
  /** Codes of the setup's languages. */
  languages: readonly string[];
  /** Reads a band of the page only. */
  sample?: boolean | undefined;
}

/** `refused`: the picture is at fault and the worker goes on. `crashed`: the worker can no longer be used. */
export type OcrReply =
  | { is: 'page'; page: RecognizedPage }
  | { is: 'refused'; message: string }
  | { is: 'crashed'; message: string };
