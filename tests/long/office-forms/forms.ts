import type { FormKind } from '../../../lib/documents/forms/form-kinds.ts';
import { expected, type Read } from './expected.ts';
import type { Cell, List, Made, Part, SpanningCell } from './made.ts';

/** A form as a program writes it. `path`: of the file of a document, in the folder. */
interface OfficeForm {
  kind: FormKind;
  path: (at: number) => string;
  /** What its files say of a document, which may be less or other than was written. */
  says: (made: Made) => Read;
}

const PRINTED = { done: '☒' } as const;

/** pandoc's ODT has one look for all lists of a level within a list: that of the first. */
function alike(list: List, numbering = list.numbering): List {
  const inner = list.items.find((item) => item.inner)?.inner?.numbering;
  return {
    is: 'list',
    ...(numbering ? { numbering } : {}),
    items: list.items.map((item) => (item.inner ? { ...item, inner: alike(item.inner, inner) } : item)),
  };
}

const odt = (made: Made): Read =>
  expected({ ...made, parts: made.parts.map((part) => (part.is === 'list' ? alike(part) : part)) }, PRINTED);

const beginsChapter = (part: Part | undefined): boolean => part?.is === 'heading' && part.level === 1;

const marksIn = (part: Part): number[] =>
  [...JSON.stringify(part).matchAll(/"note":(\d+)/g)].map(([, note]) => Number(note));

/** Notes of an EPUB count in each chapter, and a chapter without a heading has the title of the book. */
function epub(made: Made): Read {
  const [first] = made.parts;
  const title: Part = { is: 'heading', level: 1, text: made.title };
  const numbers: number[] = [];
  let next = 1;
  for (const part of made.parts) {
    if (beginsChapter(part)) next = 1;
    for (const note of marksIn(part)) {
      numbers[note] = next;
      next += 1;
    }
  }
  const parts = beginsChapter(first) ? made.parts : [title, ...made.parts];
  return expected({ ...made, parts }, { done: '☑', numbersPlain: true, pages: true }, numbers);
}

/** The cells of a table in which none spans another: what is spanned is empty. */
function unspanned({ head, rows }: Extract<Part, { is: 'spans' }>): Part {
  const columns = head.reduce((sum, cell) => sum + (cell.columns ?? 1), 0);
  const taken = new Set<string>();
  const laid = (cells: readonly SpanningCell[], row: number): Cell[] => {
    const texts = Array.from({ length: columns }, () => '');
    const left = [...cells];
    for (let column = 0; column < columns; column++) {
      if (taken.has(`${row} ${column}`)) continue;
      const { text = '', columns: wide = 1, rows: high = 1 } = left.shift() ?? {};
      texts[column] = text;
      for (let at = 0; at < wide * high; at++)
        taken.add(`${row + Math.floor(at / wide)} ${column + (at % wide)}`);
    }
    return texts;
  };
  const [first = [], ...more] = [head, ...rows].map(laid);
  return { is: 'pipes', head: first, rows: more };
}

const SLIDE: Part = { is: 'rule' };

/** On slides: headings below the first level are text, no cell spans another, and a slide ends with a table. */
function onSlides(parts: readonly Part[]): Part[] {
  return parts.flatMap((part, at): Part[] => {
    const next = parts[at + 1];
    const ends = next && next.is !== 'rule' && !beginsChapter(next) ? [SLIDE] : [];
    if (part.is === 'heading' && part.level > 1) return [{ is: 'text', text: part.text }];
    if (part.is === 'spans') return [unspanned(part), ...ends];
    return part.is === 'pipes' || part.is === 'grid' ? [part, ...ends] : [part];
  });
}

/** A PPTX has no notes: they are the text of a last slide, without links. */
function pptx(made: Made): Read {
  const parts = onSlides(beginsChapter(made.parts[0]) ? made.parts : [SLIDE, ...made.parts]);
  const told = expected(
    { ...made, parts },
    { ...PRINTED, captionsBelow: true, authorsJoined: true, pages: true, slides: true },
  );
  const lines = made.notes.flatMap(([first = '', ...more], at) => [
    `text: ${at + 1}. ${first}`,
    ...more.map((text) => `${text.includes('\n') ? 'code' : 'text'}: ${text}`),
  ]);
  const last = lines.length === 0 ? [] : ['---', 'heading 1: Notes', ...lines];
  return { ...told, blocks: [...told.blocks, ...last], notes: [] };
}

export const OFFICE_FORMS: Readonly<Record<string, OfficeForm>> = {
  'DOCX by pandoc': {
    kind: 'docx',
    path: (at) => `${at}.docx`,
    says: (made) => expected(made, PRINTED),
  },
  'ODT by pandoc': { kind: 'odt', path: (at) => `${at}.odt`, says: odt },
  'HTML by pandoc': {
    kind: 'html',
    path: (at) => `${at}.html`,
    says: (made) => expected(made, { done: '☑', numbersPlain: true }),
  },
  'EPUB by pandoc': { kind: 'epub', path: (at) => `${at}.epub`, says: epub },
  'PPTX by pandoc': { kind: 'pptx', path: (at) => `${at}.pptx`, says: pptx },
  'ODT by LibreOffice, of a DOCX': {
    kind: 'odt',
    path: (at) => `docx-to-odt/${at}.odt`,
    says: (made) => expected(made, PRINTED),
  },
  'DOCX by LibreOffice, of an ODT': { kind: 'docx', path: (at) => `odt-to-docx/${at}.docx`, says: odt },
};
