import type { PdfSession } from './pdf/open-pdf.ts';

/** An open document of any form. */
export type DocumentSession = Pick<
  PdfSession,
  'pageCount' | 'info' | 'pages' | 'records' | 'render' | 'image' | 'attachment' | 'close'
> & {
  /** Whether it can be used no more. */
  readonly isOver?: boolean;
};
