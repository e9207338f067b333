import type { Checked } from './checked.ts';
import type { Said } from './said.ts';

/** A number as it is written, its sign included. */
const NUMBER = /(?<![\p{L}\p{N}.,])[-−]?\p{N}+(?:[.,]\p{N}+)*|\p{N}+(?:[.,]\p{N}+)*/gu;

/** The value of a number with either comma; several readings where both are possible. */
function readings(written: string): string[] {
  const plain = written.replace('−', '-').normalize('NFKC');
  const values = [plain.replaceAll(',', ''), plain.replaceAll('.', '').replace(',', '.')];
  return values.filter((value) => /^-?\d+(\.\d+)?$/.test(value)).map((value) => String(Number(value)));
}

const numbersIn = (text: string): string[] => text.match(NUMBER) ?? [];

/** Numbers that a text has and a result has not. @param figures the result as text, with points before decimals */
function strangeNumbers(text: string, figures: string): string[] {
  const known = new Set(numbersIn(figures).map((written) => String(Number(written.replaceAll(',', '')))));
  return numbersIn(text).filter((written) => !readings(written).some((value) => known.has(value)));
}

/** Lets only sentences stand whose every number is in the result. */
export function lockedAnswer({ sentences }: Said, figures: string): Checked {
  const all = sentences.map(({ text }) => ({ text, quotes: [] }));
  const stands = ({ text }: { text: string }) => strangeNumbers(text, figures).length === 0;
  return {
    sentences: all.filter(stands),
    unverified: all.filter((sentence) => !stands(sentence)),
    quotes: { verified: 0, repaired: 0, unverified: 0 },
  };
}
