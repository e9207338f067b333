/** A stretch of a text: places in it, from and up to. */
export interface Hit {
  from: number;
  to: number;
}

/** A text as it is compared. */
interface Folded {
  signs: string;
  /** The place in the text of each sign, and that of its end; null: the same place. */
  at: readonly number[] | null;
}

const SIMPLE = /^(?!.*\s\s)[\x20-\x7e\s]*$/s;

/** A letter without case and accents; white space of any kind as one space. */
function plain(sign: string): string {
  if (sign > ' ' && sign < '\x7f') return sign.toLowerCase();
  return sign.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '').replaceAll(/\s/g, ' ');
}

/** Most texts keep their length, and need no look at each letter. */
function folded(text: string): Folded {
  if (SIMPLE.test(text)) return { signs: text.toLowerCase().replaceAll(/\s/g, ' '), at: null };
  const at: number[] = [];
  let signs = '';
  let place = 0;
  for (const sign of text) {
    const next = plain(sign);
    if (next !== ' ' || !signs.endsWith(' ')) {
      signs += next;
      for (let unit = 0; unit < next.length; unit++) at.push(place);
    }
    place += sign.length;
  }
  at.push(text.length);
  return { signs, at };
}

/** Where a text has the words that were asked for, whatever their case, accents and spaces. */
export function hitsIn(text: string, asked: string, most = 100): Hit[] {
  const wanted = folded(asked.trim()).signs;
  if (wanted === '') return [];
  const { signs, at } = folded(text);
  const hits: Hit[] = [];
  for (let from = signs.indexOf(wanted); from >= 0 && hits.length < most; ) {
    const to = from + wanted.length;
    hits.push(at === null ? { from, to } : { from: at[from] ?? 0, to: at[to] ?? text.length });
    from = signs.indexOf(wanted, to);
  }
  return hits;
}

/** A text as parts that are marked and parts that are not. */
export function parted(text: string, hits: readonly Hit[]): { text: string; marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let place = 0;
  for (const { from, to } of hits) {
    if (from > place) parts.push({ text: text.slice(place, from), marked: false });
    parts.push({ text: text.slice(from, to), marked: true });
    place = to;
  }
  if (place < text.length) parts.push({ text: text.slice(place), marked: false });
  return parts;
}

const AROUND = 48;

/** A hit with what stands around it, cut between words. */
export function excerpt(text: string, { from, to }: Hit): { before: string; hit: string; after: string } {
  const start = Math.max(0, from - AROUND);
  const end = Math.min(text.length, to + AROUND);
  const before = text.slice(start, from);
  const after = text.slice(to, end);
  return {
    before: start === 0 ? before : `…${before.replace(/^\S*\s/, '')}`,
    hit: text.slice(from, to),
    after: end === text.length ? after : `${after.replace(/\s\S*$/, '')}…`,
  };
}
