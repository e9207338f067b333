import type { PdfInfo } from '../pdf/document-info.ts';
import type { LaidOutPage } from '../records/page-record.ts';
import type { FormKind } from './form-kinds.ts';

/** Requests to the thread that reads one file, one at a time. Pages count from 1. */
export type FormRequest =
  /** Loads what the form needs, so that the time of the file is its own. */
  | { ask: 'load'; kind: FormKind }
  | { ask: 'open'; kind: FormKind; bytes: Uint8Array }
  | { ask: 'record'; page: number }
  /** Gives its memory back, before it is ended. */
  | { ask: 'forget' };

/** `refused`: the file is at fault. */
export type FormReply =
  | { is: 'loaded' }
  | { is: 'open'; info: PdfInfo }
  | { is: 'record'; record: LaidOutPage }
  | { is: 'forgotten' }
  | { is: 'refused'; code: string; message: string }
  | { is: 'crashed'; message: string };
