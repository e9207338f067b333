const END = '(?!\\p{L})';
const PERCENT_WORDS = '[Pp]er ?cent|[Pp]rozent|pour cent|por ciento|por cento|per cento|[Pp]rocent';
const PER_MILLE_WORDS = '[Pp]romille|per mille?|pour mille|por mil';

/** Source of a pattern for percent and per mille after a number; it has no groups. Percentage points are neither. */
export const PERCENT = `(?:%|‰|(?:${PERCENT_WORDS}|${PER_MILLE_WORDS})${END})`;

const IS_PERCENT = new RegExp(`^(?:%|${PERCENT_WORDS})$`, 'u');
const IS_PER_MILLE = new RegExp(`^(?:‰|${PER_MILLE_WORDS})$`, 'u');

export function percentOf(text: string): '%' | '‰' | null {
  if (IS_PERCENT.test(text)) return '%';
  return IS_PER_MILLE.test(text) ? '‰' : null;
}
