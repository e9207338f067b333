import type { PageText } from '../text/page-text.ts';

/** Small enough to be kept for each page. */
export interface PageLanguage {
  page: number;
  /** BCP 47; null if there is too little text. */
  language: string | null;
  /** 0 to 1. */
  confidence: number;
  characters: number;
}

export interface DocumentLanguages {
  /** The language of most characters; null if no page has a language. */
  main: string | null;
  /** Most characters first. */
  languages: { language: string; pages: number; share: number }[];
}

const ENOUGH = 4_000;

/** As much of a page's text as its language is told from. */
export function languageSample({ lines }: Pick<PageText, 'lines'>): string {
  const pieces: string[] = [];
  let taken = 0;
  for (const { text } of lines) {
    if (taken >= ENOUGH) break;
    pieces.push(text.slice(0, ENOUGH));
    taken += text.length;
  }
  return pieces.join('\n');
}

export function languagesOf(pages: readonly PageLanguage[]): DocumentLanguages {
  const found = new Map<string, { pages: number; characters: number }>();
  let all = 0;
  for (const { language, characters } of pages) {
    if (language === null) continue;
    const known = found.get(language) ?? { pages: 0, characters: 0 };
    found.set(language, { pages: known.pages + 1, characters: known.characters + characters });
    all += characters;
  }
  const languages = [...found]
    .sort((a, b) => b[1].characters - a[1].characters || (a[0] < b[0] ? -1 : 1))
    .map(([language, own]) => ({ language, pages: own.pages, share: own.characters / Math.max(1, all) }));
  return { main: languages[0]?.language ?? null, languages };
}
