import type { LaidOutPage } from '../records/page-record.ts';
import type { PdfInfo } from './document-info.ts';
import type { PdfLimits } from './limits.ts';
import type { PackedPage } from './packed-page.ts';
import type { Box } from './page.ts';

/** A page as a picture, PNG. */
export interface PagePicture {
  png: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
  /** Actual resolution: less than requested if the picture would have had more than 25 million pixels. */
  dpi: number;
}

/** PDFium's code, and how much memory an instance of it may take. */
export interface EngineCode {
  code: WebAssembly.Module;
  memoryBytes: number;
}

export interface PdfFile {
  bytes: Uint8Array;
  password: string | undefined;
}

/** Requests of the session to its engine, one at a time. Pages count from 1. */
export type EngineRequest =
  /** Lets go of the document, if there is one, and makes an instance of PDFium ready for the next. */
  | { ask: 'prepare'; engine: EngineCode }
  | ({ ask: 'open'; engine: EngineCode; limits: Pick<PdfLimits, 'pages' | 'streamBytes'> } & PdfFile)
  | { ask: 'info' }
  | { ask: 'attachment'; attachment: number }
  | { ask: 'page'; page: number }
  | { ask: 'record'; page: number }
  | { ask: 'render'; page: number; dpi: number }
  /** Of the whole page, or of a part. */
  | { ask: 'image'; page: number; width: number; box?: Box | undefined };

/** `refused`: the file is at fault and the engine goes on. `crashed`: the engine can no longer be used. */
export type EngineReply =
  /** `heldBytes`: memory of the instance that was let go. */
  | { is: 'prepared'; heldBytes: number }
  | { is: 'open'; pages: number }
  | { is: 'info'; info: PdfInfo }
  | { is: 'attachment'; bytes: Uint8Array }
  | { is: 'page'; content: PackedPage }
  | { is: 'record'; record: LaidOutPage }
  | { is: 'picture'; picture: PagePicture }
  | { is: 'refused'; code: string; message: string }
  | { is: 'crashed'; message: string };
