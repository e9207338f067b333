import type { Tag } from '../page.ts';
import type { OpenDocument } from './document.ts';
import type { Pdfium } from './pdfium.ts';

/** Roles of what stands within a block (ISO 32000-1, 14.8.4). */
const INLINE = new Set(
  'Span Link Quote Em Strong Sub Code Reference BibEntry Lbl LBody Annot Form Ruby RB RT RP Warichu WT WP NonStruct Private'.split(
    ' ',
  ),
);
const TABLE_PARTS = new Set('TR TH TD THead TBody TFoot'.split(' '));
const DEEPEST = 64;
const MOST_ELEMENTS = 20_000;
const LONGEST_ALT = 2_000;

interface Block {
  role: string;
  isTable: boolean;
}

/** What the structure tree says of a page's marked content, by its id. */
export type Tags = ReadonlyMap<number, Tag>;

/** What the structure tree says of a page: tags of text, and alternative texts of figures, by marked content. */
export interface Structure {
  tags: Tags;
  alts: ReadonlyMap<number, string>;
}

const NONE: Structure = { tags: new Map(), alts: new Map() };

/** The tags of a page, empty where the file or the page has no structure tree. */
export function tagsOf(pdfium: Pdfium, { isTagged }: OpenDocument, page: number): Structure {
  if (!isTagged) return NONE;
  const { api } = pdfium;
  const tree = api.FPDF_StructTree_GetForPage(page);
  if (tree === 0) return NONE;
  const walk = new Walk(pdfium);
  for (let i = 0; i < api.FPDF_StructTree_CountChildren(tree); i++) {
    walk.enter(api.FPDF_StructTree_GetChildAtIndex(tree, i), undefined, 0);
  }
  api.FPDF_StructTree_Close(tree);
  return walk;
}

/** The alternative text of the figure that an object is part of. */
export function altOf({ api }: Pdfium, object: number, alts: Structure['alts']): string | undefined {
  if (alts.size === 0) return undefined;
  return alts.get(api.FPDFPageObj_GetMarkedContentID(object));
}

/** The tag of a piece of text. Only files with tags are asked. */
export function tagOf({ api, heap }: Pdfium, object: number, tags: Tags): Tag | 'artifact' | undefined {
  if (tags.size === 0 || object === 0) return undefined;
  const id = api.FPDFPageObj_GetMarkedContentID(object);
  if (id >= 0) return tags.get(id);
  for (let i = 0; i < api.FPDFPageObj_CountMarks(object); i++) {
    const mark = api.FPDFPageObj_GetMark(object, i);
    const name = heap.utf16((at, bytes) => {
      api.FPDFPageObjMark_GetName(mark, at, bytes, heap.out);
      return heap.int();
    });
    if (name === 'Artifact') return 'artifact';
  }
  return undefined;
}

class Walk {
  readonly tags = new Map<number, Tag>();
  readonly alts = new Map<number, string>();
  readonly #pdfium: Pdfium;
  #elements = 0;
  #place = 0;
  #block: Block | undefined;

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium;
  }

  enter(element: number, outer: Block | undefined, depth: number): void {
    if (element === 0 || depth > DEEPEST || ++this.#elements > MOST_ELEMENTS) return;
    const { api, heap } = this.#pdfium;
    const role = heap.utf16((at, bytes) => api.FPDF_StructElement_GetType(element, at, bytes));
    const block = blockOf(role, outer);
    const count = api.FPDF_StructElement_CountChildren(element);
    const alt = role === 'Figure' ? this.#altOf(element) : '';
    for (let i = 0; i < count; i++) {
      const child = api.FPDF_StructElement_GetChildAtIndex(element, i);
      if (child === 0) {
        const id = api.FPDF_StructElement_GetChildMarkedContentID(element, i);
        this.#leaf(id, block, role);
        if (alt !== '' && id >= 0) this.alts.set(id, alt);
      } else this.enter(child, block, depth + 1);
    }
  }

  #altOf(element: number): string {
    const { api, heap } = this.#pdfium;
    const alt = heap.utf16((at, bytes) => api.FPDF_StructElement_GetAltText(element, at, bytes));
    return alt.slice(0, LONGEST_ALT).trim().toWellFormed();
  }

  #leaf(id: number, block: Block, role: string): void {
    if (id < 0) return;
    if (block !== this.#block) this.#place += 1;
    this.#block = block;
    this.tags.set(id, { place: this.#place, role: TABLE_PARTS.has(role) ? role : block.role });
  }
}

function blockOf(role: string, outer: Block | undefined): Block {
  return outer && (INLINE.has(role) || outer.isTable) ? outer : { role, isTable: role === 'Table' };
}
