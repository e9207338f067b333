import type { Pdfium } from './pdfium.ts';

const MOST_CHARACTERS = 40;
const CONTROL = /\p{Cc}/gu;

/** The label of every page (ISO 32000-1, 12.4.2), as viewers show it; undefined if the file has none. */
export function labelsOf(
  { api, heap }: Pick<Pdfium, 'api' | 'heap'>,
  { handle, pages }: { handle: number; pages: number },
): string[] | undefined {
  if (api.FPDF_GetPageLabel(handle, 0, 0, 0) <= 0) return undefined;
  return Array.from({ length: pages }, (_, page) =>
    heap
      .utf16((at, bytes) => api.FPDF_GetPageLabel(handle, page, at, bytes))
      .replaceAll(CONTROL, '')
      .slice(0, MOST_CHARACTERS)
      .toWellFormed()
      .trim(),
  );
}
