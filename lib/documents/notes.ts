import type { FormKind } from './forms/form-kinds.ts';
import type { PageLabels } from './output/page-labels.ts';
import { brokenIn, hiddenIn, UNREADABLE } from './page-notes.ts';
import { counted, named, pagesOf } from './page-words.ts';
import { recognizedNotes } from './recognition-notes.ts';
import type { PageFigures } from './records/queries.ts';
import type { StoredInput } from './schema.ts';

export interface Noted {
  total: number;
  /** Pages that were read, in order. */
  pages: readonly PageFigures[];
  /** Pages that were read but have no paragraphs because a `text` step failed. */
  withoutText: number;
  ocr: StoredInput['ocr'];
  /** That text was recognized in. */
  languages: StoredInput['ocr_languages'];
  labels: PageLabels;
  /** Of a form without pages. */
  form: { kind: FormKind; remarks: readonly string[] } | null;
}

const ofAll = (count: number, total: number): string =>
  `${count} of ${total} ${total === 1 ? 'page' : 'pages'}`;

function failedNote({ total, pages, labels }: Noted): string[] {
  const read = new Set(pages.map(({ page }) => page));
  const failed = Array.from({ length: total }, (_, at) => at + 1).filter((page) => !read.has(page));
  if (failed.length === 0) return [];
  const which = `${counted(failed.length, 'could', 'could')} not be read and ${failed.length === 1 ? 'is' : 'are'} missing from everything here`;
  return [`${which}: ${named(failed, labels)}. The steps that failed say why.`];
}

function scannedNote({ total, pages, ocr, labels }: Noted): string[] {
  const unread = pages.filter(({ kind, ocrConfidence }) => kind === 'scanned' && ocrConfidence === null);
  if (unread.length === 0) return [];
  const isOne = unread.length === 1;
  if (ocr) {
    const numbers = named(
      unread.map(({ page }) => page),
      labels,
    );
    const verb = isOne ? 'is scanned and its text' : 'are scanned and their text';
    return [`${ofAll(unread.length, total)} ${verb} could not be recognized: ${numbers}.`];
  }
  const what = isOne ? 'is scanned: it is a picture' : 'are scanned: they are pictures';
  const ask = isOne ? 'to have it read' : 'to have them read';
  return [`${ofAll(unread.length, total)} ${what} without text. Ask again with ocr: auto ${ask}.`];
}

function unreadableNote({ total, pages, ocr, labels }: Noted): string[] {
  const broken = pages.filter(({ kind }) => kind === 'unreadable');
  if (broken.length === 0) return [];
  const verb = broken.length === 1 ? 'has a text layer' : 'have text layers';
  const reasons = Map.groupBy(broken, ({ leftOut }) => leftOut?.unreadable ?? 'unmapped');
  const why = [...reasons].map(([reason, of]) => `${UNREADABLE[reason]} (${pagesOf(of, labels)})`).join('; ');
  const unread = broken.filter(({ ocrConfidence }) => ocrConfidence === null);
  return [
    `${ofAll(broken.length, total)} ${verb} that cannot be read: ${why}. ${consequence(unread, { ocr, labels })}`,
  ];
}

function consequence(unread: readonly PageFigures[], { ocr, labels }: Pick<Noted, 'ocr' | 'labels'>): string {
  if (unread.length === 0) return 'The text was recognized from pictures instead.';
  const left = 'It is left out of everything but the page itself.';
  return ocr
    ? `${left} The text of ${pagesOf(unread, labels)} could not be recognized from a picture either.`
    : `${left} Ask again with ocr: auto to have it recognized from pictures.`;
}

function hiddenNote({ pages, labels }: Noted): string[] {
  const found = pages.flatMap(({ page, leftOut }) => {
    const hidden = leftOut?.hidden ?? {};
    return Object.keys(hidden).length === 0 ? [] : [{ page, hidden }];
  });
  const total = hiddenIn(found.map(({ hidden }) => hidden));
  if (total === null) return [];
  const where = pagesOf(found, labels);
  return [`The file has text that its pages do not show, which is left out: ${total}, on ${where}.`];
}

function brokenFontsNote({ pages, labels }: Noted): string[] {
  const found = pages.flatMap(({ page, leftOut }) => {
    const fonts = leftOut?.brokenFonts ?? [];
    return fonts.length === 0 ? [] : [{ page, fonts }];
  });
  const total = brokenIn(found.flatMap(({ fonts }) => fonts));
  if (total === null) return [];
  return [
    `Some fonts do not say which characters they draw; what is set in them is left out: ${total}, on ${pagesOf(found, labels)}. Ask again with ocr: force to have it recognized from pictures.`,
  ];
}

function withoutTextNote({ withoutText }: Noted): string[] {
  if (withoutText === 0) return [];
  return [
    `The paragraphs of ${counted(withoutText, 'is', 'are')} missing from the analyses: a step that puts them together failed.`,
  ];
}

function emptyNote({ pages }: Noted): string[] {
  if (pages.some(({ words }) => words > 0)) return [];
  return ['There is no text to analyze: no page that was read has a word.'];
}

const NAMES: Record<FormKind, string> = {
  docx: 'A DOCX file',
  pptx: 'A PPTX file',
  odt: 'An ODT file',
  epub: 'An EPUB',
  html: 'An HTML file',
  markdown: 'A Markdown file',
  text: 'A text file',
};

/** What pages are in a form that has none, and what of its content stands nowhere. */
function formNotes({ form }: Noted): string[] {
  if (!form) return [];
  const pages = form.kind === 'pptx' ? 'slides' : form.kind === 'epub' ? 'chapters' : 'sections';
  const whole = `${NAMES[form.kind]} has no pages: its ${pages} or parts of them stand for pages, and nothing has a box. Cite by paragraph.`;
  return [...form.remarks, whole];
}

/** Notes for the reader, the most serious first. */
export function notesOf(noted: Noted): string[] {
  const notes = [
    ...[failedNote, unreadableNote, scannedNote, recognizedNotes],
    ...[brokenFontsNote, hiddenNote, withoutTextNote, emptyNote, formNotes],
  ];
  return notes.flatMap((note) => note(noted));
}
