import { describe, expect, test } from 'vitest';
import { filesIn, importsOf } from './sources.ts';

/** One analysis each; none knows another. */
const WINGS = ['stocks', 'profiles', 'documents'];

/** The rooms of lib, lowest first: a room may import itself and those below it. */
const RANKS = [
  ['core', 'text', 'db'],
  ['jobs'],
  ['engine'],
  ['config'],
  ['http'],
  ['product'],
  WINGS,
  ['products'],
  ['app'],
];

/** Packages that only some may use. */
const PACKAGES: { name: RegExp; may: RegExp }[] = [
  { name: /^@upstash\/qstash/, may: /^lib\/(engine\/|app\.ts$)/ },
  { name: /^@neondatabase\/serverless/, may: /^lib\/db\// },
  { name: /^(vader-sentiment|wink-|eld)/, may: /^lib\/(text|profiles\/text)\// },
  { name: /^@embedpdf\/pdfium/, may: /^lib\/documents\/pdf\// },
  { name: /^tesseract\.js/, may: /^lib\/documents\/ocr\// },
  { name: /^@vercel\/blob/, may: /^lib\/documents\/(files|http\/files)\// },
  { name: /^ipaddr\.js$/, may: /^lib\/core\/public-address\.ts$/ },
  { name: /^html-to-text/, may: /^lib\/profiles\/networks\// },
  { name: /^yahoo-finance2/, may: /^lib\/stocks\/market\// },
];

const roomOf = (file: string): string => file.replace(/^lib\//, '').replace(/(\.ts$|\/.*)/, '');
const rankOf = (room: string): number => RANKS.findIndex((rooms) => rooms.includes(room));

/** From outside a wing only its door may be imported; a wing takes what it needs of HTTP at the door of `http`. */
function passesDoor(from: string, target: string): boolean {
  const to = roomOf(target);
  if (from === to) return true;
  if (WINGS.includes(to)) return target === `lib/${to}/index.ts`;
  return !(WINGS.includes(from) && to === 'http') || target === 'lib/http/route.ts';
}

function mayImport(file: string, target: string): boolean {
  const [from, to] = [roomOf(file), roomOf(target)];
  if (from === to) return true;
  return rankOf(to) < rankOf(from) && passesDoor(from, target);
}

const files = [...filesIn('api'), ...filesIn('lib')];

function forbidden(file: string): string[] {
  const { files: imported, packages } = importsOf(file);
  return [
    ...imported.filter((target) => !mayImport(file, target)),
    ...packages.filter((name) => PACKAGES.some((each) => each.name.test(name) && !each.may.test(file))),
  ];
}

describe('who may import whom', () => {
  test.each(files)('%s imports only what its place allows', (file) => {
    expect(forbidden(file)).toEqual([]);
  });

  test('a function is wiring alone: it imports the app and nothing else', () => {
    for (const file of filesIn('api')) expect(importsOf(file).packages).toEqual(['#app']);
  });

  test('nothing in lib imports dev, tests or bench', () => {
    const outside = files.flatMap((file) =>
      importsOf(file).files.filter((target) => /^(dev|tests|bench)\//.test(target)),
    );
    expect(outside).toEqual([]);
  });

  test('there are no cycles', () => {
    const edges = new Map(files.map((file) => [file, importsOf(file).files]));
    const done = new Set<string>();
    const visit = (file: string, path: string[]): string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const next of edges.get(file) ?? []) {
        const cycle = visit(next, [...path, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return null;
    };
    expect(files.map((file) => visit(file, [])).find((cycle) => cycle !== null) ?? null).toBeNull();
  });
});
