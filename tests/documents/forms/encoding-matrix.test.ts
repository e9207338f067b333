import { analyse } from 'chardet';
import { describe, expect, test } from 'vitest';
import { isCyrillicOfDos } from '../../../lib/documents/forms/cyrillic-of-dos.ts';
import { encodingOf } from '../../../lib/documents/forms/encoding.ts';
import { supported, textIn } from '../../../lib/documents/forms/known-encoding.ts';
import { encoded } from './encoded.ts';
import { LANGUAGES } from './languages.ts';

const COMMON = [
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1257'],
  ...['iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15', 'koi8-r', 'koi8-u'],
];
const OLD = ['ibm866', 'macintosh', 'x-mac-cyrillic', 'ibm850'];
const SETTINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()),
];
const LENGTHS = [100, 300, 2000];

interface Sample {
  text: string;
  bytes: Buffer;
}

/** Every text that an encoding can hold, of a length, in each setting. */
const samples = (encoding: string, length: number): Sample[] =>
  [...LANGUAGES.values()]
    .flatMap((text) => SETTINGS.map((set) => set(text.repeat(9)).slice(0, length)))
    .map((text) => ({ text, bytes: encoded(text, encoding) }))
    .filter(({ text, bytes }) => textIn(bytes, encoding) === text);

const isRead = ({ text, bytes }: Sample): boolean => textIn(bytes, encodingOf(bytes)) === text;

/** As the frequency of bytes alone has it. */
function isDetected({ text, bytes }: Sample): boolean {
  const names = analyse(bytes).map(({ name }) => supported(name));
  const first = names.find((name) => name !== null && !name.startsWith('utf')) ?? 'windows-1252';
  return textIn(bytes, isCyrillicOfDos(bytes) ? 'ibm866' : first) === text;
}

test.each([...COMMON, ...OLD])('what the detector reads of %s stays right', (encoding) => {
  const detected = LENGTHS.flatMap((length) => samples(encoding, length)).filter(isDetected);
  expect(detected.filter((sample) => !isRead(sample)).map(({ text }) => text)).toEqual([]);
});

test('the detector reads most of the common ones, so that there is something to lose', () => {
  const all = COMMON.flatMap((encoding) => LENGTHS.flatMap((length) => samples(encoding, length)));
  expect(all.filter(isDetected).length).toBeGreaterThanOrEqual(0.9 * all.length);
});

describe('encodings that the detector does not know', () => {
  test.each(OLD)('%s is read in texts of 2,000 characters in every language and setting', (encoding) => {
    const all = samples(encoding, 2000);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((sample) => !isRead(sample)).map(({ text }) => text.slice(0, 60))).toEqual([]);
  });

  test.each([
    ['ibm866', 8, 8],
    ['macintosh', 15, 16],
    ['x-mac-cyrillic', 11, 12],
    ['ibm850', 12, 12],
  ])('%s is read in %i of %i texts of 300 characters', (encoding, least, of) => {
    const all = samples(encoding, 300);
    expect(all.length).toBe(of);
    expect(all.filter(isRead).length).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ['ibm866', 'ПРИКАЗ ПО ПОРТУ: ВСЕМ СМОТРИТЕЛЯМ ЯВИТЬСЯ К ПОЛУДНЮ.'],
    ['ibm866', 'ЗАПОВЕД: ВСИЧКИ ПАЗАЧИ ДА СЕ ЯВЯТ НА ПРИСТАНИЩЕТО.'],
    ['macintosh', 'Größere Schiffe müssen früh am Tag über die Brücke grüßen.'],
    ['macintosh', 'Les élèves ont déjà été prévenus que la fenêtre reste fermée.'],
    ['macintosh', 'Dänische Gäste aßen “Rødgrød med fløde” in Århus, blåbær på øen.'],
    ['x-mac-cyrillic', 'Вся земля сияет, моя семья стоит у моря, и синяя буря прошла.'],
    ['ibm850', 'Größere Schiffe müssen früh am Tag über die Brücke grüßen.'],
    ['ibm850', '│ Größe der Brücke │ Schlüssel für Türen │ Höhe über dem Fluß │'],
    ['ibm850', 'A estação de São João não está à vista; os portões estão fechados.'],
  ])('%s is read: %s', (encoding, text) => {
    expect(textIn(encoded(text, encoding), encodingOf(encoded(text, encoding)))).toBe(text);
  });

  test('with too little to tell, the answer of the detector stays', () => {
    expect(encodingOf(encoded('Ein Café in Köln', 'macintosh'))).toBe('windows-1252');
    expect(encodingOf(encoded('Word—word—word—word “so” and ‘so’… it’s', 'windows-1252'))).toBe(
      'windows-1252',
    );
  });
});
