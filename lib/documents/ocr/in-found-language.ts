import type { PagePicture } from '../pdf/messages.ts';
import { isLanguage, LANGUAGES, type LanguageCode } from './languages.ts';
import type { Recognize, RecognizedPage } from './recognized.ts';

export interface FindingWorld {
  recognize: Recognize;
  /** Codes of the languages with data. */
  installed: readonly string[];
  /** The language of a text, BCP 47; null if it cannot be told. */
  languageOf(text: string): Promise<string | null>;
  signal: AbortSignal;
}

/** Confidence of a page in its own script is 85 and more, in another one 60 and less. */
const OWN_SCRIPT = 80;
/** One of each script but Latin, which is tried first. */
const SCRIPTS: readonly LanguageCode[] = ['rus', 'ara', 'hin', 'chi_sim', 'jpn'];
/** The script of one is part of the other's: both are read before one is chosen. */
const ALIKE: readonly LanguageCode[] = ['chi_sim', 'jpn'];

/**
 * Recognizes a page whose language is not known: as English first, where that is poor a band of it in each other
 * script, and what is Latin once more in the language that its words are of.
 */
export async function inFoundLanguage(picture: PagePicture, world: FindingWorld): Promise<RecognizedPage> {
  const latin = await read(picture, 'eng', world);
  if (latin.words.length === 0) return latin;
  if (latin.confidence >= OWN_SCRIPT) return inOwnLanguage(picture, latin, world);
  const script = await scriptOf(picture, latin.confidence, world);
  if (script === 'eng') return inOwnLanguage(picture, latin, world);
  const page = await read(picture, script, world);
  return page.confidence > latin.confidence ? page : latin;
}

async function read(picture: PagePicture, code: LanguageCode, world: FindingWorld): Promise<RecognizedPage> {
  const page = await world.recognize(picture, { languages: [code], signal: world.signal });
  return { ...page, languages: [code] };
}

async function scriptOf(
  picture: PagePicture,
  latin: number,
  { recognize, installed, signal }: FindingWorld,
): Promise<LanguageCode> {
  let best: { code: LanguageCode; confidence: number } = { code: 'eng', confidence: latin };
  for (const code of SCRIPTS.filter((each) => installed.includes(each))) {
    if (best.confidence >= OWN_SCRIPT && !(ALIKE.includes(best.code) && ALIKE.includes(code))) break;
    const { confidence } = await recognize(picture, { languages: [code], signal, sample: true });
    if (confidence > best.confidence) best = { code, confidence };
  }
  return best.code;
}

/** Accents and letters of its own are read only in the language itself. */
async function inOwnLanguage(
  picture: PagePicture,
  page: RecognizedPage,
  world: FindingWorld,
): Promise<RecognizedPage> {
  const found = await world.languageOf(page.words.map(({ text }) => text).join(' '));
  const code = world.installed.find((each) => isLanguage(each) && LANGUAGES[each].bcp47 === found);
  if (code === undefined || code === 'eng' || !isLanguage(code)) return page;
  const own = await read(picture, code, world);
  return own.confidence >= page.confidence - 5 ? own : page;
}
