type Attributes = Readonly<Record<string, string>>;

/** What a bullet or number of Word is made of; any other element ends the search for one. */
const INLINE = new Set(['span', 'b', 'i', 'em', 'strong', 'u', 'font', 'ins', 'o:p']);
const PARTS = /^(?:h[1-6]|[uo]l|table)$/;
const SYMBOLS = /font-family\s*:\s*["']?(?:Symbol|Wingdings|Webdings)/i;
/** Word parts a number from its item by blanks of seven points. */
const GAP = /(?:^|;)\s*font\s*:\s*7(?:\.0)?pt/i;
const LONGEST = 60;
/** Without blanks of their own, what no-break spaces follow is a bullet if it looks like one. */
const SPACED = /^\s{0,20}(\S{1,14})(\s{2,60})(?=\S)/;
const BULLET = /^(?:[^\p{L}\p{N}]{1,2}|\p{L}|\p{N}[\p{N}.]{0,10}|[([]?[\p{L}\p{N}.]{1,10}[.)\]])$/u;
const POINTS: Readonly<Record<string, number>> = { in: 72, cm: 28.35, mm: 2.835, pt: 1, px: 0.75 };
/** The margin of Word's list paragraphs. */
const USUAL_MARGIN = 36;
/** As many as Word has. */
const MOST_LEVELS = 9;

/** A paragraph that may begin with a bullet. */
interface Candidate {
  level: number | null;
  margin: number;
  held: string;
  isSymbol: boolean;
  /** Parts that Word says are a bullet, within each other. */
  said: number;
}

/** What a paragraph begins with. */
export interface Beginnings {
  item(depth: number, prefix: string): void;
  text(text: string): void;
}

function marginOf(style: string): number {
  const [, size, unit = ''] = /margin-left\s*:\s*(-?[\d.]{1,10})(in|cm|mm|pt|px)/i.exec(style) ?? [];
  return size === undefined ? USUAL_MARGIN : (Number(size) || 0) * (POINTS[unit.toLowerCase()] ?? 1);
}

/** A number as Word counted it, else a bullet: signs, letters of a font of signs, and the `o` of Courier. */
function prefixOf({ held, isSymbol }: Candidate): string {
  const own = held.replaceAll(/\s+/g, ' ').trim();
  return !isSymbol && own !== 'o' && /[\p{L}\p{N}]/u.test(own) ? `${own} ` : '• ';
}

/** Items of lists in pages that Word saved: paragraphs whose bullets and numbers are text. */
export class WordBullets {
  readonly #tell: Beginnings;
  #candidate: Candidate | null = null;
  /** Of the levels that are open, where the page does not say which they are. */
  #margins: number[] = [];

  constructor(tell: Beginnings) {
    this.#tell = tell;
  }

  /** Whether what comes is within a bullet. */
  get isBullet(): boolean {
    return (this.#candidate?.said ?? 0) > 0;
  }

  /** A paragraph begins. @returns what ends it */
  begin({ class: of = '', style = '' }: Attributes): () => void {
    const isItem = /mso-list\s*:\s*l\d/i.test(style) || of.startsWith('MsoList');
    if (isItem || (of.startsWith('Mso') && /text-indent\s*:\s*-/i.test(style))) {
      const [, level] = /mso-list\s*:\s*l\d{1,6}\s+level(\d)/i.exec(style) ?? [];
      const known = { level: level === undefined ? null : Number(level), margin: marginOf(style) };
      this.#candidate = { ...known, held: '', isSymbol: false, said: 0 };
    } else this.#margins = [];
    return () => this.#end();
  }

  /** Any element begins. @returns what ends it */
  enter(name: string, { style = '', href }: Attributes): (() => void) | null {
    if (PARTS.test(name)) this.#margins = [];
    const candidate = this.#candidate;
    if (!candidate || (name === 'img' && this.isBullet) || (name === 'a' && href === undefined)) return null;
    if (!INLINE.has(name)) this.#end();
    if (SYMBOLS.test(style)) candidate.isSymbol = true;
    if (/mso-list\s*:\s*ignore/i.test(style)) {
      candidate.said += 1;
      return () => this.#endSaid(candidate);
    }
    return GAP.test(style) && !this.isBullet ? this.#gap(candidate) : null;
  }

  /** A condition of Word's: a bullet is what stands between `[if !supportLists]` and `[endif]`. */
  conditional(text: string): void {
    const candidate = this.#candidate;
    if (!candidate) return;
    const isEnd = text.includes('[endif]');
    if (isEnd && candidate.said > 0 && !text.includes('[if ')) this.#endSaid(candidate);
    if (!isEnd && text.includes('[if ') && (candidate.said > 0 || text.includes('!supportLists')))
      candidate.said += 1;
  }

  #endSaid(candidate: Candidate): void {
    candidate.said -= 1;
    if (candidate === this.#candidate && candidate.said === 0) this.#item(candidate);
  }

  #gap(candidate: Candidate): () => void {
    const before = candidate.held;
    return () => {
      const isBlank = candidate.held.slice(before.length).trim() === '';
      if (candidate === this.#candidate && isBlank && before.trim() !== '') this.#item(candidate);
    };
  }

  /** @returns whether the text is told later, or is a bullet */
  take(text: string): boolean {
    const candidate = this.#candidate;
    if (!candidate) return false;
    candidate.held += text;
    const { held } = candidate;
    const [head = '', own = '', space = ''] = this.isBullet ? [] : (SPACED.exec(held.slice(0, 100)) ?? []);
    if (BULLET.test(own) && /\u00a0\s*\u00a0/.test(space)) {
      candidate.held = own;
      this.#item(candidate);
      this.#tell.text(held.slice(head.length));
    } else if (held.length > LONGEST) this.#end();
    return true;
  }

  /** No bullet has come: all is text. */
  #end(): void {
    const held = this.#candidate?.held ?? '';
    this.#candidate = null;
    if (held !== '') this.#tell.text(held);
  }

  #item(candidate: Candidate): void {
    this.#candidate = null;
    this.#tell.item(candidate.level ?? this.#depthOf(candidate.margin), prefixOf(candidate));
  }

  /** A margin that is wider than the one before is a level deeper. */
  #depthOf(margin: number): number {
    const around = this.#margins.filter((outer) => outer < margin - 1);
    this.#margins = [...around.slice(0, MOST_LEVELS - 1), margin];
    return this.#margins.length;
  }
}
