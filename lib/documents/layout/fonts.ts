const MONOSPACED = /mono|cour|consol|menlo|typewriter|fixed|^cm\w*tt\d/i;

/** By the font's name: files seldom say so otherwise. */
export const isMonospaced = (font: string): boolean => MONOSPACED.test(font);
