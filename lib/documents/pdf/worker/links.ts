import type { PageContent } from '../page.ts';
import { boxOf, type Frame, rounded } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

type Links = PageContent['links'];

/** PDFACTION_URI, fpdf_doc.h. */
const URI = 3;
const MOST_LINKS = 2_000;
/** Without any of these, PDFium finds no address in a text: to look for them takes it as long as many pages take. */
const ADDRESS = /@|h\P{L}*t\P{L}*t\P{L}*p|w\P{L}*w\P{L}*w\P{L}*\./iu;

/** Whether text may hold an address, whatever stands between its letters. */
export const mayHoldAddress = (text: string): boolean => ADDRESS.test(text);

interface Page {
  document: number;
  handle: number;
  /** 0 if it holds no address. */
  text: number;
  frame: Frame;
}

/** Links to URLs, and URLs in the text that are not links. */
export function linksOf(pdfium: Pdfium, { document, handle, text, frame }: Page): Links {
  const marked = markedLinks(pdfium, document, handle, frame);
  if (text === 0) return marked;
  const known = new Set(marked.map(({ url }) => url.replace(/\/$/, '')));
  const written = writtenLinks(pdfium, text, frame);
  return [...marked, ...written.filter(({ url }) => !known.has(url.replace(/\/$/, '')))];
}

function markedLinks({ api, call, heap }: Pdfium, document: number, page: number, frame: Frame): Links {
  const links: Links = [];
  let position = 0;
  for (let i = 0; i < MOST_LINKS; i++) {
    heap.setInt(position);
    if (call.nextLink(page, heap.out, heap.out + 4) === 0) break;
    position = heap.int(0);
    const link = heap.int(1);
    const action = call.linkAction(link);
    if (action === 0 || call.actionType(action) !== URI) continue;
    const url = heap.utf8((at, bytes) => api.FPDFAction_GetURIPath(document, action, at, bytes)).trim();
    if (url === '' || !api.FPDFLink_GetAnnotRect(link, heap.out)) continue;
    const box = boxOf(frame.matrix, heap.float(0), heap.float(3), heap.float(2), heap.float(1));
    links.push({ url, box: rounded(box) });
  }
  return links;
}

function writtenLinks({ api, call, heap }: Pdfium, text: number, frame: Frame): Links {
  const web = call.loadWebLinks(text);
  if (web === 0) return [];
  const links: Links = [];
  const count = Math.min(MOST_LINKS, call.countWebLinks(web));
  const { out } = heap;
  for (let i = 0; i < count; i++) {
    // This one counts in UTF-16 units, all others in bytes.
    const url = heap.utf16((at, bytes) => api.FPDFLink_GetURL(web, i, at, bytes / 2) * 2).trim();
    if (url === '' || !api.FPDFLink_GetRect(web, i, 0, out, out + 8, out + 16, out + 24)) continue;
    const box = boxOf(frame.matrix, heap.double(0), heap.double(3), heap.double(2), heap.double(1));
    links.push({ url, box: rounded(box) });
  }
  call.closeWebLinks(web);
  return links;
}
