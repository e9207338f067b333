import { withoutNoteMark } from '../text/raised-letters.ts';

const EMAIL = /(?<![\w.+-])[\w+][\w.+-]{0,63}@[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8}/gi;
const URL_TEXT = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"“”‘’（）「」]{3,2000}/giu;
const DOI = /(?<![\d.])10\.\d{4,9}\/[^\s"<>“”]{1,200}/g;
const BRACKETS: readonly [string, string][] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
];

interface FoundReference {
  index: number;
  text: string;
  value: string;
}

const count = (text: string, letter: string): number => text.split(letter).length - 1;

/** Without the mark of a note and the punctuation of the sentence around it: a closing bracket stays if it was opened inside. */
function trimmed(text: string): string {
  const unmarked = withoutNoteMark(text);
  let end = unmarked.length;
  for (;;) {
    const own = unmarked.slice(0, end);
    const last = own.at(-1) ?? '';
    const pair = BRACKETS.find(([, close]) => close === last);
    const isForeign = pair ? count(own, pair[1]) > count(own, pair[0]) : /[.,;:!?'*]/.test(last);
    if (!isForeign) return own;
    end -= 1;
  }
}

function matches(text: string, pattern: RegExp, normal: (own: string) => string): FoundReference[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => {
    const own = trimmed(match);
    return { index, text: own, value: normal(own) };
  });
}

export const emailsIn = (text: string): FoundReference[] => matches(text, EMAIL, (own) => own.toLowerCase());

/** With a scheme, or beginning with `www.`, which gets https. */
export const urlsIn = (text: string): FoundReference[] =>
  matches(text, URL_TEXT, (own) => (/^www\./i.test(own) ? `https://${own}` : own));

/** DOIs are the same in capitals (DOI Handbook 2.4). */
export const doisIn = (text: string): FoundReference[] => matches(text, DOI, (own) => own.toLowerCase());
