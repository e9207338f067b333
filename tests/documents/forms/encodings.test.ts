import { describe, expect, test } from 'vitest';
import { encodingOf } from '../../../lib/documents/forms/encoding.ts';
import { kindOf } from '../../../lib/documents/forms/kind-of.ts';
import { readText } from '../../../lib/documents/forms/text-form.ts';
import { encoded } from './encoded.ts';
import { told } from './told.ts';

/** Text in UTF-32. */
function wide(text: string, isLittle: boolean): Buffer {
  const letters = [...text];
  const bytes = Buffer.alloc(4 * letters.length);
  for (const [at, letter] of letters.entries()) {
    const code = letter.codePointAt(0) ?? 0;
    if (isLittle) bytes.writeUInt32LE(code, 4 * at);
    else bytes.writeUInt32BE(code, 4 * at);
  }
  return bytes;
}

const RUSSIAN = 'Гавань считает приливы марта, и смотритель пишет об этом каждую ночь.';
const UKRAINIAN = 'Її гавань рахує припливи березня, і наглядач щоночі пише про це в журнал.';
const BULGARIAN = 'Пристанището брои приливите през март и пазачът пише за това всяка нощ.';

/** Sentences with many letters of the second half of the alphabet. */
const SENTENCES = [
  'Сегодня утром студенты первого курса сдавали экзамен по истории.',
  'В лесу растут высокие сосны, и под ними тихо.',
  'Отчёт о расходах за третий квартал утверждён советом директоров.',
  'Быстрая лиса прыгает через ленивую собаку у реки.',
  'Просим рассмотреть наше предложение и сообщить о решении.',
];

describe('Cyrillic of DOS (IBM866)', () => {
  test.each(SENTENCES)('is told from ISO-8859-5, however often it is said: %s', (sentence) => {
    for (const text of [sentence, `${sentence}\n`.repeat(20)]) {
      expect(encodingOf(encoded(text, 'ibm866'))).toBe('ibm866');
      expect(encodingOf(encoded(text, 'iso-8859-5'))).not.toBe('ibm866');
    }
  });

  test.each([
    ['Russian', RUSSIAN],
    ['Bulgarian', BULGARIAN],
    ['a few words', 'Привет, мир и люди'],
    ['mostly English', `The harbour master of Архангельск wrote "${RUSSIAN.slice(0, 30)}" in the log.`],
    ['capitals in a drawn table', `│${RUSSIAN.slice(0, 29).toUpperCase()}│ИТОГО│┌──┐│ДА│`],
    ['a drawn table', `┌──────────────┐ │ ${RUSSIAN.slice(0, 29)} │ └──────────────┘`],
  ])('is read: %s', (_, text) => {
    const bytes = encoded(text, 'ibm866');
    expect(kindOf(bytes).kind).toBe('text');
    expect(told(readText(bytes))).toEqual([`text: ${text}`]);
    expect(readText(bytes).remarks).toEqual(['The text is read as ibm866.']);
  });

  test.each([
    ['windows-1251', RUSSIAN],
    ['windows-1251', UKRAINIAN],
    ['windows-1251', RUSSIAN.toUpperCase()],
    ['koi8-r', RUSSIAN],
    ['koi8-r', RUSSIAN.toUpperCase()],
    ['iso-8859-5', RUSSIAN],
    ['x-mac-cyrillic', RUSSIAN],
    ['windows-1253', 'Το λιμάνι μετρά τις παλίρροιες του Μαρτίου κάθε νύχτα.'],
    ['windows-1255', 'הנמל סופר את הגאות של מרץ בכל לילה מחדש.'],
    ['windows-1256', 'يعد الميناء مد شهر مارس كل ليلة من جديد.'],
    ['windows-874', 'ท่าเรือนับน้ำขึ้นน้ำลงของเดือนมีนาคมทุกคืน'],
    ['windows-1252', 'Der Hafen zählt jede Nacht die Gezeiten des März: ÄÖÜäöüß, déjà, niño, été à côté.'],
  ])('is not what %s is taken for', (encoding, text) => {
    expect(encodingOf(encoded(text, encoding))).not.toBe('ibm866');
  });

  test.each([
    ['Shift JIS', '8c60835e83438367838b82cd8358834a834383938374834983938367'],
    ['EUC-JP', 'a5bfa5a4a5c8a5eba5cfa5b9a5aba5a4a5f3a5d5a5a9a5f3a5c8a4c7a4b9'],
    ['GBK', 'd6d0b9fac8cbc3f1b5c4b8dbbfdad4dabaa3b1dfa1a3b3b1cbaebadcb8dfa1a3'],
    ['Big5', 'a4a4a4e5aabaa4e5b8cca141a6b3abdca668a672a1a3'],
  ])('is not what %s is taken for', (_, hex) => {
    expect(encodingOf(Buffer.from(hex, 'hex'))).not.toBe('ibm866');
  });
});

describe('UTF-32', () => {
  const text = `${RUSSIAN} 港口 🌊 tides.`;
  test.each([
    ['with its mark', wide(`\ufeff${text}`, true)],
    ['with its mark and its great bytes first', wide(`\ufeff${text}`, false)],
    ['without a mark', wide(text, true)],
    ['without a mark and its great bytes first', wide(text, false)],
    ['cut off within a letter', wide(`${text}x`, true).subarray(0, -2)],
  ])('%s is read', (_, bytes) => {
    expect(kindOf(bytes).kind).toBe('text');
    expect(told(readText(bytes))).toEqual([`text: ${text}`]);
  });

  test('is told what it holds, as any text is', () => {
    expect(kindOf(wide('<!doctype html><p>Tides</p>', true)).kind).toBe('html');
    expect(kindOf(wide('\ufeff# Tides\n\nThey rise.\n', false)).kind).toBe('markdown');
  });

  test('is no binary file, nor what has no letters of its own', () => {
    expect(kindOf(Buffer.alloc(64)).kind).toBe('other');
    expect(kindOf(Buffer.from('0100000002000000ff00ff00', 'hex')).kind).toBe('other');
    const broken = Buffer.concat([
      wide('\ufeffa', true),
      Buffer.from('00d8000000001100', 'hex'),
      wide('b', true),
    ]);
    expect(told(readText(broken))).toEqual(['text: a\ufffd\ufffdb']);
  });
});
