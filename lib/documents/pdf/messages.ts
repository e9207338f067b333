import type { PdfInfo } from './document-info.ts';
import type { PackedPage } from './packed-page.ts';

/** A page as a picture in grey, PNG. */
export interface PagePicture {
  png: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  /** Actual resolution: less than requested if the picture would have had more than 25 million pixels. */
  dpi: number;
}

/** Requests of the session to its engine, one at a time. Pages count from 1. */
export type EngineRequest =
  | { ask: 'open'; code: WebAssembly.Module; bytes: Uint8Array; maxPages: number; memoryBytes: number }
  | { ask: 'info' }
  | { ask: 'page'; page: number }
  | { ask: 'render'; page: number; dpi: number };

/** `refused`: the file is at fault and the engine goes on. `crashed`: the engine can no longer be used. */
export type EngineReply =
  | { is: 'open'; pages: number }
  | { is: 'info'; info: PdfInfo }
  | { is: 'page'; content: PackedPage }
  | { is: 'picture'; picture: PagePicture }
  | { is: 'refused'; code: string; message: string }
  | { is: 'crashed'; message: string };
