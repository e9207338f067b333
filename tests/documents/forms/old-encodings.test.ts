import { describe, expect, test } from 'vitest';
import { encodingOf } from '../../../lib/documents/forms/encoding.ts';
import { textIn } from '../../../lib/documents/forms/known-encoding.ts';
import { readText } from '../../../lib/documents/forms/text-form.ts';
import { encoded } from './encoded.ts';

const GERMAN =
  'Der Hafen zählt nachts die Gezeiten für den März; größere Fluten hört man früh, süße Bäche spät.';
const FRENCH =
  'Le maître du port compte à l’été chaque marée, et ça lui plaît: même la nuit, où il a déjà noté la leçon.';
const SPANISH =
  'El señor del puerto contó anoche más de un año de mareas; según él, también habrá una pequeña mañana.';
const SWEDISH =
  'Hamnen räknar tidvattnet för mars, och på kvällen går vågorna höga över bryggan där båtarna är.';
const DANISH =
  'Havnen tæller tidevandet for marts, og på aftenen går bølgerne højt over broen, så både må søge læ.';
const RUSSIAN = 'Гавань считает приливы марта, и моя вахта пишет об этом каждую ночь: вся бухта, вся земля.';
const UKRAINIAN = 'Її гавань рахує припливи березня, і наглядач щоночі пише про це в журнал, є й інші.';
const CURLY = 'It’s the harbour that doesn’t sleep: we’ve counted its tides, and they’re “spring tides”.';

/** Bytes of code page 850, whose letters in these texts are at the places of code page 437. */
function ofDos(text: string): Buffer {
  const all = textIn(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
    'ibm850',
  );
  return Buffer.from([...text].map((sign) => all.indexOf(sign)));
}

const read = (bytes: Buffer): string => textIn(bytes, encodingOf(bytes));

describe('text of DOS in Western Europe (code page 850)', () => {
  test.each([
    ['German', GERMAN],
    ['German capitals', GERMAN.replaceAll('ß', 'ss').toUpperCase()],
    ['French', FRENCH.replaceAll('’', "'")],
    ['Spanish', SPANISH],
    ['Swedish', SWEDISH],
    ['Danish', DANISH],
  ])('is read: %s', (_, text) => {
    expect(read(ofDos(text))).toBe(text);
    expect(readText(ofDos(text)).remarks).toEqual(['The text is read as ibm850.']);
  });

  test('has the letters and rules of its table', () => {
    expect(textIn(Uint8Array.of(0x80, 0x84, 0x94, 0x81, 0xe1, 0xc4, 0xd5, 0xff), 'ibm850')).toBe(
      'Çäöüß─ı\u00a0',
    );
  });
});

describe('text of the Macintosh', () => {
  test.each([
    ['macintosh', GERMAN],
    ['macintosh', FRENCH],
    ['macintosh', SPANISH],
    ['macintosh', SWEDISH],
    ['macintosh', DANISH],
    ['macintosh', CURLY],
    ['x-mac-cyrillic', RUSSIAN],
    ['x-mac-cyrillic', RUSSIAN.toUpperCase()],
  ])('in %s is read: %s', (encoding, text) => {
    expect(read(encoded(text, encoding))).toBe(text);
  });
});

test('capitals of IBM866 and letters of KOI8-U are read', () => {
  expect(read(encoded(RUSSIAN.toUpperCase(), 'ibm866'))).toBe(RUSSIAN.toUpperCase());
  expect(read(encoded(`${RUSSIAN.toUpperCase()} ${RUSSIAN}`, 'ibm866'))).toContain(RUSSIAN);
  expect(read(encoded(UKRAINIAN, 'koi8-u'))).toBe(UKRAINIAN);
});

test.each([
  ['windows-1252', GERMAN],
  ['windows-1252', GERMAN.replaceAll('ß', 'ss').toUpperCase()],
  ['windows-1252', FRENCH],
  ['windows-1252', SPANISH],
  ['windows-1252', CURLY],
  ['windows-1252', 'The tide—that is, the spring tide—turned at noon…and fell; so did “neap”—later.'],
  ['windows-1252', 'Räume: GrünÄpfel, ÜberÖl, naïveÉtat; 10 µm, 5 °C, m²s, m³s, a×b, x÷y, Foo®Bar, Baz™Qux.'],
  ['windows-1250', 'Příliš žluťoučký kůň úpěl ďábelské ódy v přístavu, kde se každou noc počítá příliv.'],
  [
    'windows-1250',
    'Zażółć gęślą jaźń: port liczy każdej nocy przypływy marca, a dozorca pisze o tym w dzienniku.',
  ],
  ['windows-1254', 'Liman her gece martın gelgitlerini sayar ve bekçi bunu günlüğe yazar; şimdi çok geç.'],
  ['windows-1251', RUSSIAN],
  ['windows-1251', 'Компании МосЭнерго, ГазПром и СевМорПуть пишут: вся бухта и вся земля.'],
  ['windows-1251', RUSSIAN.toUpperCase()],
  ['koi8-r', RUSSIAN],
  ['koi8-r', `${RUSSIAN.toUpperCase()} СССРа, №№ 5 и 6 ГОСТа`],
  ['windows-1253', 'Το λιμάνι μετρά τις παλίρροιες του Μαρτίου κάθε νύχτα.'],
])('what is in %s stays as it was read: %s', (encoding, text) => {
  expect(['ibm850', 'macintosh', 'koi8-u', 'x-mac-cyrillic']).not.toContain(
    encodingOf(encoded(text, encoding)),
  );
});
