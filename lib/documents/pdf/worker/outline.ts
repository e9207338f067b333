import type { OutlineEntry } from '../document-info.ts';
import type { Pdfium } from './pdfium.ts';

const MOST_ENTRIES = 10_000;
const DEEPEST = 32;

/** The bookmarks in file order. One seen before is skipped, so that cycles end. */
export function outlineOf(pdfium: Pick<Pdfium, 'api' | 'heap'>, document: number): OutlineEntry[] {
  const { api, heap } = pdfium;
  const entries: OutlineEntry[] = [];
  const seen = new Set<number>();
  const visit = (parent: number, level: number): void => {
    let mark = api.FPDFBookmark_GetFirstChild(document, parent);
    while (mark !== 0 && !seen.has(mark) && entries.length < MOST_ENTRIES) {
      const bookmark = mark;
      seen.add(bookmark);
      const title = heap.utf16((at, bytes) => api.FPDFBookmark_GetTitle(bookmark, at, bytes));
      entries.push({ title: title.trim(), page: pageOf(pdfium, document, bookmark), level });
      if (level < DEEPEST) visit(bookmark, level + 1);
      mark = api.FPDFBookmark_GetNextSibling(document, bookmark);
    }
  };
  visit(0, 1);
  return entries;
}

function pageOf({ api }: Pick<Pdfium, 'api'>, document: number, bookmark: number): number | undefined {
  let target = api.FPDFBookmark_GetDest(document, bookmark);
  if (target === 0) {
    const action = api.FPDFBookmark_GetAction(bookmark);
    if (action !== 0) target = api.FPDFAction_GetDest(document, action);
  }
  if (target === 0) return undefined;
  const index = api.FPDFDest_GetDestPageIndex(document, target);
  return index < 0 ? undefined : index + 1;
}
