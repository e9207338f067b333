import { existsSync } from 'node:fs';
import { Refusal } from '../../core/errors.ts';
import { ocrFiles } from './ocr-files.ts';

/** Codes with commas, set by the build (dev/build/ocr-data.ts): not every function has the data beside it. */
declare const OCR_LANGUAGES: string | undefined;

/** Languages that text is recognized in, by the code that Tesseract's data has. */
export const LANGUAGES = {
  eng: { bcp47: 'en', name: 'English', script: 'Latin' },
  deu: { bcp47: 'de', name: 'German', script: 'Latin' },
  fra: { bcp47: 'fr', name: 'French', script: 'Latin' },
  spa: { bcp47: 'es', name: 'Spanish', script: 'Latin' },
  ita: { bcp47: 'it', name: 'Italian', script: 'Latin' },
  por: { bcp47: 'pt', name: 'Portuguese', script: 'Latin' },
  rus: { bcp47: 'ru', name: 'Russian', script: 'Cyrillic' },
  ara: { bcp47: 'ar', name: 'Arabic', script: 'Arabic' },
  hin: { bcp47: 'hi', name: 'Hindi', script: 'Devanagari' },
  chi_sim: { bcp47: 'zh', name: 'Chinese (simplified)', script: 'Han' },
  jpn: { bcp47: 'ja', name: 'Japanese', script: 'Kana' },
} as const;

export type LanguageCode = keyof typeof LANGUAGES;
/** Finds the language of each page by what is first recognized on it. */
export const AUTO = 'auto';
/** Each takes time and memory of every page. */
export const MOST_LANGUAGES = 3;

const codes = (): LanguageCode[] => {
  const known: LanguageCode[] = [];
  let code: LanguageCode;
  for (code in LANGUAGES) known.push(code);
  return known;
};
export const LANGUAGE_CODES: readonly LanguageCode[] = codes();

export const isLanguage = (code: string): code is LanguageCode => code in LANGUAGES;

/** Those whose data this deployment has. */
export function installedLanguages(): readonly string[] {
  if (typeof OCR_LANGUAGES !== 'undefined') return OCR_LANGUAGES.split(',');
  return Object.entries(ocrFiles().languages).flatMap(([code, url]) => (existsSync(url) ? [code] : []));
}

/** @throws Refusal `invalid_input` with the code ocr_language_not_installed, which names the package */
export function checkInstalled(asked: readonly string[], installed: readonly string[]): void {
  const missing = asked.filter((code) => code !== AUTO && !installed.includes(code));
  if (missing.length === 0) return;
  const packages = missing.map((code) => `@tesseract.js-data/${code}`).join(', ');
  const message =
    `ocr_languages: this deployment has no data for ${missing.join(', ')}. Add ${packages} to its dependencies and ` +
    `deploy it again, or ask for ${installed.join(', ')}.`;
  const faults = [{ path: 'ocr_languages', code: 'ocr_language_not_installed', message }];
  throw new Refusal('invalid_input', message, { faults });
}
