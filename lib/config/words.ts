import { type Reader, refused, taken } from './reading.ts';

const FLAGS: Readonly<Record<string, boolean>> = {
  ...{ true: true, '1': true, yes: true, on: true },
  ...{ false: false, '0': false, no: false, off: false },
};

/** `true` or `false`, however it is written. */
export const flag: Reader<boolean> = (text) => {
  const value = Object.hasOwn(FLAGS, text.toLowerCase()) ? FLAGS[text.toLowerCase()] : undefined;
  if (value === undefined) return refused('is neither true nor false', 'Set it to true or to false.');
  return taken(value, text === String(value) ? [] : [`was read as ${value}`]);
};

/** One of some words; case, spaces and hyphens do not matter. */
export function oneOf<const Word extends string>(words: readonly Word[]): Reader<Word> {
  return (text) => {
    const plain = text.toLowerCase().replaceAll(/[\s_-]/g, '');
    const word = words.find((each) => each === plain);
    if (word === undefined) return refused('is none of its values', `Set it to one of ${words.join(', ')}.`);
    return taken(word, word === text ? [] : [`was read as ${word}`]);
  };
}

/** An exchange's suffix, `.NS`. */
export const symbolSuffix: Reader<string> = (text) => {
  const suffix = `.${text.replace(/^\./, '')}`.toUpperCase();
  if (!/^\.[A-Z]{1,4}$/.test(suffix)) return refused('is not an exchange’s suffix', 'It must be like .NS.');
  return taken(suffix, suffix === text ? [] : [`was read as ${suffix}`]);
};
