import type { RecognizedPage, RecognizedWord } from '../recognized.ts';

/** Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const LINE = '4';
const WORD = '5';

/**
 * Reads what Tesseract prints as TSV, whose rows are in reading order:
 * https://github.com/tesseract-ocr/tesseract/blob/main/src/api/baseapi.cpp, GetTSVText. Words of blanks, which stand
 * for pictures and rules, are left out.
 */
export function pageOfTsv(tsv: string): RecognizedPage {
  const words: RecognizedWord[] = [];
  let line = -1;
  for (const row of tsv.split('\n')) {
    const columns = row.split('\t');
    if (columns[0] === LINE) line++;
    const text = columns[11]?.trim() ?? '';
    if (columns[0] === WORD && text !== '') words.push(wordOf(columns, text, line));
  }
  return { confidence: meanByCharacters(words), words };
}

function wordOf(columns: string[], text: string, line: number): RecognizedWord {
  const [x0 = 0, y0 = 0, width = 0, height = 0, confidence = 0] = columns.slice(6, 11).map(Number);
  return {
    text,
    confidence: Math.min(100, Math.max(0, confidence)),
    box: { x0, y0, x1: x0 + width, y1: y0 + height },
    line,
  };
}

function meanByCharacters(words: RecognizedWord[]): number {
  const characters = words.reduce((sum, { text }) => sum + text.length, 0);
  if (characters === 0) return 0;
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / characters;
}
