/** Typefaces whose letters are all as wide as each other, by the names that programs give them. */
const FONTS =
  /\b(?:mono(?:spaced?)?|courier|consolas|menlo|monaco|andale|inconsolata|fixedsys|terminal|typewriter)\b|(?:code|mono)(?: |$)|^cascadia|^fira ?code|^lucida console|^source code|^ocr/i;
/** Paragraph styles for listings: of Word, LibreOffice and pandoc, and usual names of one's own. */
const STYLES =
  /^(?:source ?code|html[ -]?preformatted|preformatted(?: text)?|macro(?: text)?|code|code ?(?:block|listing|sample)|listing|program ?listing|verbatim)$/i;

export const isMonospaced = (font: string | undefined): boolean => font !== undefined && FONTS.test(font);

/** Whether a paragraph style is one of listings, by its name. */
export const isCodeStyle = (name: string): boolean => STYLES.test(name);
