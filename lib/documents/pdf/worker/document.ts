import type { PdfInfo, Permissions } from '../document-info.ts';
import type { PdfFile } from '../messages.ts';
import { attachedFiles } from './attachments.ts';
import { labelsOf } from './labels.ts';
import { LastPage } from './last-page.ts';
import { loadFile } from './load-file.ts';
import { outlineOf } from './outline.ts';
import type { Pdfium } from './pdfium.ts';
import { Refused } from './refused.ts';
import { xmpDate } from './xmp.ts';

const FIELDS = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer', 'CreationDate', 'ModDate'];
/** Names in files with optional content, and in files whose objects are packed. */
const LAYER_NAMES = ['/OCProperties', '/ObjStm'];
/** FPDF_GetLastError: fpdfview.h. */
const PASSWORD = 4;
const SECURITY = 5;

/** An open document: handles of PDFium. */
export interface OpenDocument {
  handle: number;
  /** Form environment; 0 if the file has no form. */
  form: number;
  pages: number;
  /** Places in the tree, from 0, that hold no page. */
  missing: ReadonlySet<number>;
  hasForm: boolean;
  /** Whether it says that it has a structure tree. */
  isTagged: boolean;
  /** Whether it may have optional content: packed objects are not looked into. */
  hasLayers: boolean;
  lastPage: LastPage;
  /** When it came out, by its XMP. */
  date: string | null;
}

/** @throws Refused with pdf_encrypted, pdf_password_wrong, pdf_damaged, pdf_no_pages or pdf_too_many_pages. */
export function openDocument(pdfium: Pdfium, given: PdfFile, maxPages: number): OpenDocument {
  const { api } = pdfium;
  const { bytes } = given;
  const handle = loadFile(pdfium, given);
  if (handle === 0) throw refusal(api.FPDF_GetLastError(), given);
  const pages = api.FPDF_GetPageCount(handle);
  if (pages <= 0) throw new Refused('pdf_no_pages', 'The PDF has no pages.');
  if (pages > maxPages) {
    throw new Refused('pdf_too_many_pages', `The PDF has ${pages} pages; at most ${maxPages} are read.`);
  }
  const missing = missingPages(pdfium, handle, pages);
  const hasForm = api.FPDF_GetFormType(handle) > 0;
  const form = hasForm ? api.PDFiumExt_InitFormFillEnvironment(handle, api.PDFiumExt_OpenFormFillInfo()) : 0;
  const isTagged = api.FPDFCatalog_IsTagged(handle);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const hasLayers = LAYER_NAMES.some((name) => file.includes(name));
  const lastPage = new LastPage(pdfium);
  return { handle, form, pages, missing, hasForm, isTagged, hasLayers, lastPage, date: xmpDate(file) };
}

/**
 * Walks the page tree once, in order. Asked for a place without a page, PDFium loses its position and returns wrong
 * pages afterwards; pages it has already met stay right.
 */
function missingPages({ call, heap }: Pdfium, handle: number, pages: number): Set<number> {
  const places = Array.from({ length: pages }, (_, place) => place);
  return new Set(places.filter((place) => call.pageSize(handle, place, heap.out, heap.out + 8) === 0));
}

function refusal(error: number, { password }: PdfFile): Refused {
  if (error === PASSWORD && password !== undefined) {
    const message =
      'The password does not open the PDF. Send the file again with the right one as `password`.';
    return new Refused('pdf_password_wrong', message);
  }
  if (error === PASSWORD) {
    return new Refused(
      'pdf_encrypted',
      'The PDF opens only with a password. Send the file again with it as `password`; it is kept until the job ends.',
    );
  }
  if (error === SECURITY) {
    return new Refused('pdf_encrypted', 'The PDF is encrypted in a way that cannot be read.');
  }
  return new Refused('pdf_damaged', 'The PDF cannot be read: it is cut off or damaged.');
}

export function infoOf(pdfium: Pdfium, document: OpenDocument): PdfInfo {
  const { api, heap } = pdfium;
  const { handle, pages, hasForm } = document;
  const metadata: Record<string, string> = {};
  for (const field of FIELDS) {
    const value = heap.utf16((at, bytes) => api.FPDF_GetMetaText(handle, field, at, bytes)).trim();
    if (value !== '') metadata[field] = value;
  }
  if (document.date !== null) metadata['Date'] = document.date;
  const files = attachedFiles(pdfium, document);
  const version = api.FPDF_GetFileVersion(handle, heap.out) ? (heap.int() / 10).toFixed(1) : undefined;
  return {
    pages,
    version,
    encrypted: api.FPDF_GetSecurityHandlerRevision(handle) >= 0,
    permissions: permissionsOf(api.FPDF_GetDocPermissions(handle)),
    metadata,
    outline: outlineOf({ api, heap }, handle),
    labels: labelsOf({ api, heap }, document),
    attachments: files.length,
    files,
    form: hasForm,
  };
}

/** Bits 3 to 6 of /P, counted from 1. */
function permissionsOf(bits: number): Permissions {
  const has = (bit: number) => (bits & (1 << (bit - 1))) !== 0;
  return { print: has(3), modify: has(4), copy: has(5), annotate: has(6) };
}
