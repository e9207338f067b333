import { isImprobable } from '../improbable-letters.ts';
import type { PackedPage } from '../packed-page.ts';
import type { PageKind } from '../page.ts';
import type { BrokenFont } from '../unreadable-reasons.ts';
import type { OpenDocument } from './document.ts';

import { frameOf } from './frame.ts';
import { writeCharacters } from './glyphs.ts';
import { Graphics } from './graphics.ts';
import { hiddenText } from './hidden-text.ts';
import { LetterCheck } from './letter-check.ts';
import { linksOf, mayHoldAddress } from './links.ts';
import { type Drawn, drawnOn } from './objects.ts';
import { Painted } from './painted.ts';
import type { Pdfium } from './pdfium.ts';
import { Refused } from './refused.ts';
import { RunWriter } from './run-writer.ts';
import { writeAnnotations } from './shown-annotations.ts';
import { altOf, tagsOf } from './structure.ts';

/** Fewer letters and digits next to a picture are a stamp or a page number, not text. */
const SOME_LETTERS = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){10}/u;
/** Characters of a page that may stay open while the next one is read. One with pictures may not: PDFium keeps those. */
const MOST_KEPT = 20_000;
/** Share of a page with text that pictures cover to make it mixed. */
const MUCH_PICTURE = 0.5;

/** Shared by all pages, which are read one at a time. */
const writer = new RunWriter();

/** @param page from 1. @throws Refused with pdf_page_failed if the page cannot be read */
export function readPage(pdfium: Pdfium, document: OpenDocument, page: number): PackedPage {
  const { call } = pdfium;
  const { lastPage } = document;
  const handle = loadPage(pdfium, document, page);
  let isLight = false;
  try {
    lastPage.begin();
    const text = call.loadText(handle);
    if (text === 0) throw new Refused('pdf_page_failed', `The text of page ${page} cannot be read.`);
    try {
      const content = contentOf(pdfium, document, { page, handle, text });
      isLight = content.images === 0 && content.runs.text.length <= MOST_KEPT;
      return content;
    } finally {
      call.closeText(text);
    }
  } finally {
    if (isLight) lastPage.keep(handle);
    else lastPage.forget(handle);
  }
}

function contentOf(
  pdfium: Pdfium,
  document: OpenDocument,
  { page, handle, text }: { page: number; handle: number; text: number },
): PackedPage {
  const frame = frameOf(pdfium, handle);
  const painted = new Painted(pdfium, frame, document);
  const { tags, alts } = tagsOf(pdfium, document, handle);
  const graphics = new Graphics(pdfium, frame, (object) => altOf(pdfium, object, alts));
  const drawn = drawnOn(pdfium, handle, frame, { see: painted.see, graphics });
  const unseen = hiddenText(pdfium, { handle, text, frame }, painted);
  writer.startPage();
  const check = new LetterCheck(pdfium, text, document.lastPage);
  const shown = { text, frame, tags, hidden: unseen, fonts: document.lastPage };
  const hidden = writeCharacters(pdfium, { ...shown, check }, writer);
  const misread = check.verdict();
  const broken = misread ? new Map<number, BrokenFont>() : check.brokenFonts();
  if (broken.size > 0) {
    writer.startPage();
    writeCharacters(pdfium, { ...shown, broken }, writer);
  }
  const annotations = writeAnnotations(pdfium, document, { page: handle, text, frame }, writer);
  const runs = writer.finish();
  const { width, height, rotation } = frame;
  const withAddress = Object.keys(hidden).length > 0 || mayHoldAddress(runs.text) ? text : 0;
  const unreadable = misread ?? (isImprobable(runs.text) ? 'improbable' : undefined);
  return {
    ...{ page, width, height, rotation },
    kind: unreadable ? 'unreadable' : kindOf(runs.text, drawn),
    ...(unreadable && { unreadable }),
    ...(broken.size > 0 && { brokenFonts: [...broken.values()] }),
    runs,
    ...drawn,
    graphics: graphics.all(),
    hidden,
    ...(annotations.length > 0 && { annotations }),
    links: linksOf(pdfium, { document: document.handle, handle, text: withAddress, frame }),
  };
}

/** @returns a handle that the caller closes */
export function loadPage({ call }: Pdfium, document: OpenDocument, page: number): number {
  const isMissing = document.missing.has(page - 1);
  const handle = isMissing ? 0 : call.loadPage(document.handle, page - 1);
  if (handle === 0)
    throw new Refused('pdf_page_failed', `Page ${page} cannot be read: its object is damaged.`);
  return handle;
}

function kindOf(text: string, { images, imageShare }: Drawn): PageKind {
  if (images === 0) return text.trim() === '' ? 'empty' : 'text';
  if (!SOME_LETTERS.test(text)) return 'scanned';
  return imageShare >= MUCH_PICTURE ? 'mixed' : 'text';
}
