import { AUTO, isLanguage, LANGUAGES } from './ocr/languages.ts';
import type { PageLabels } from './output/page-labels.ts';
import { counted, pagesOf } from './page-words.ts';
import type { PageFigures } from './records/queries.ts';

/** Of 100: text in another script than was asked for, and text too small to read, is below. */
export const LITTLE_CONFIDENCE = 60;
/** Of the detector of languages, 0 to 1: few letter groups are another language's from there on. */
const SURELY_OF = 0.5;

interface Recognition {
  pages: readonly PageFigures[];
  languages: readonly string[];
  labels: PageLabels;
}

type Recognized = PageFigures & { ocrConfidence: number };

/** How surely text was recognized, and where it reads as if in another language than was asked for. */
export function recognizedNotes({ pages, languages, labels }: Recognition): string[] {
  const read = pages.filter((page): page is Recognized => page.ocrConfidence !== null);
  if (read.length === 0) return [];
  const mean = Math.round(read.reduce((sum, { ocrConfidence }) => sum + ocrConfidence, 0) / read.length);
  const whose = counted(read.length, 'was', 'was');
  return [
    ...poorNote(read, languages, labels),
    `The text of ${whose} recognized from pictures, with a mean confidence of ${mean} of 100: expect errors.`,
    ...otherLanguageNote(read, languages, labels),
  ];
}

const nameOf = (code: string): string => (isLanguage(code) ? LANGUAGES[code].name : code);

function poorNote(read: readonly Recognized[], languages: readonly string[], labels: PageLabels): string[] {
  const poor = read.filter(({ ocrConfidence, words }) => words > 0 && ocrConfidence < LITTLE_CONFIDENCE);
  if (poor.length === 0) return [];
  const asked = languages.includes(AUTO)
    ? 'no language that this deployment has data for fits it'
    : `it was read as ${languages.map(nameOf).join(' and ')}: if it is in another language, ask again with ocr_languages`;
  return [
    `The text of ${pagesOf(poor, labels)} is most likely wrong, with a confidence below ${LITTLE_CONFIDENCE} of 100; ${asked}.`,
  ];
}

function otherLanguageNote(
  read: readonly Recognized[],
  languages: readonly string[],
  labels: PageLabels,
): string[] {
  if (languages.includes(AUTO)) return [];
  const asked = languages.flatMap((code): string[] => (isLanguage(code) ? [LANGUAGES[code].bcp47] : []));
  const other = read.filter(
    ({ language, languageConfidence, ocrConfidence }) =>
      language !== null &&
      languageConfidence >= SURELY_OF &&
      ocrConfidence >= LITTLE_CONFIDENCE &&
      !asked.includes(language),
  );
  if (other.length === 0) return [];
  const found = [...new Set(other.map(({ language }) => language))].join(', ');
  return [
    `The text of ${pagesOf(other, labels)} was read as ${languages.map(nameOf).join(' and ')} and looks to be in another language (${found}): ask again with ocr_languages.`,
  ];
}
