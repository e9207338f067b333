import { eld as extraSmall } from 'eld/extrasmall';
import { eld as large } from 'eld/large';
import { eld as medium } from 'eld/medium';
import { eld as small } from 'eld/small';
import { francAll } from 'franc';
import { detectLanguage } from '../lib/text/language.ts';
import type { Figure } from './figures.ts';
import { readCorpus } from './languages/corpus.ts';
import { benchTold } from './languages/told.ts';

const FOLDER = '.local/manpages';
const PER_LANGUAGE = 400;
const LENGTHS = [24, 60, 140] as const;
/** Text length of the figures by language, for which the project promises 93 % accuracy. */
const PROMISED_LENGTH = 60;
const MOST_WRONG = 7;

/** Maps franc's ISO 639-3 codes and eld's `no` to the corpus's tags. */
const TAGS: Readonly<Record<string, string>> = {
  ...{ eng: 'en', ces: 'cs', dan: 'da', deu: 'de', ell: 'el', spa: 'es', fin: 'fi', fra: 'fr', hun: 'hu' },
  ...{ ind: 'id', ita: 'it', jpn: 'ja', nob: 'nb', nno: 'nb', nld: 'nl', pol: 'pl', por: 'pt', ron: 'ro' },
  ...{ rus: 'ru', swe: 'sv', tur: 'tr', ukr: 'uk', vie: 'vi', cmn: 'zh', no: 'nb' },
};
const ours = (text: string): string => detectLanguage(text)?.language ?? '';
const DETECTORS: Readonly<Record<string, (text: string) => string>> = {
  ours,
  'eld extrasmall': (text) => extraSmall.detect(text).language,
  'eld small': (text) => small.detect(text).language,
  'eld medium': (text) => medium.detect(text).language,
  'eld large': (text) => large.detect(text).language,
  franc: (text) => francAll(text)[0]?.[0] ?? '',
  'franc, these languages': (text) =>
    francAll(text, { only: Object.keys(TAGS).filter((tag) => tag.length === 3) })[0]?.[0] ?? '',
};

function wrong(detect: (text: string) => string, language: string, texts: readonly string[]): number {
  const missed = texts.filter((text) => {
    const found = detect(text);
    return (TAGS[found] ?? found) !== language;
  });
  return (100 * missed.length) / texts.length;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Percentage of texts whose language is misidentified, first as profiles tell it. Needs Debian's apt (see `languages/corpus.ts`). Indonesian
 * counts as wrong: the n-grams call it Malay.
 */
export async function benchLanguages(): Promise<Figure[]> {
  const figures = await benchTold((length) => readCorpus(FOLDER, 60, length));
  for (const length of LENGTHS) {
    const corpus = [...(await readCorpus(FOLDER, PER_LANGUAGE, length))];
    const atPromised = length === PROMISED_LENGTH;
    for (const [name, detect] of Object.entries(DETECTORS)) {
      const value = mean(corpus.map(([language, texts]) => wrong(detect, language, texts)));
      const figure = { name: `wrong at ${length} characters, ${name}`, value, unit: '%' };
      figures.push(atPromised && name === 'ours' ? { ...figure, budget: MOST_WRONG } : figure);
    }
    if (!atPromised) continue;
    for (const [language, texts] of corpus) {
      const name = `wrong at ${length} characters, ours, ${language}, n = ${texts.length}`;
      figures.push({ name, value: wrong(ours, language, texts), unit: '%' });
    }
  }
  return figures;
}
