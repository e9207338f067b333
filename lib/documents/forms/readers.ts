import type { FormFile } from './block.ts';
import type { FormKind } from './form-kinds.ts';

/** Reads a file of one form. @throws PermanentError for a file that cannot be read, or is more than the limits allow */
type ReadForm = (bytes: Uint8Array) => Promise<FormFile> | FormFile;

/** Each is loaded when a file of its form comes. */
export const READERS: Readonly<Record<FormKind, () => Promise<ReadForm>>> = {
  text: async () => (await import('./text-form.ts')).readText,
  markdown: async () => (await import('./markdown-form.ts')).readMarkdown,
  html: async () => (await import('./html/html-form.ts')).readHtml,
  docx: async () => (await import('./docx/docx-form.ts')).readDocx,
  odt: async () => (await import('./odt/odt-form.ts')).readOdt,
  pptx: async () => (await import('./pptx/pptx-form.ts')).readPptx,
  epub: async () => (await import('./epub/epub-form.ts')).readEpub,
};
