import { describe, expect, test } from 'vitest';
import { filesIn, importsOf } from './sources.ts';

/** The rooms of lib below and above the analyses, lowest first. */
const BELOW = [['core', 'text', 'db'], ['jobs'], ['engine'], ['config'], ['http'], ['product']];
const ABOVE = [['products'], ['app']];

/** A folder of lib or of the examples; a file that lies in lib itself is one of its own. */
const roomOf = (file: string): string =>
  /^examples\/[^/]+/.exec(file)?.[0] ?? file.replace(/^lib\//, '').replace(/(\.ts$|\/.*)/, '');

/** One analysis each; none knows another. Every folder that has no other place is one. */
const WINGS = [...filesIn('lib').filter((file) => file.split('/').length > 2), ...filesIn('examples')]
  .map(roomOf)
  .filter((room, i, all) => all.indexOf(room) === i && ![...BELOW, ...ABOVE].flat().includes(room));

/** A room may import itself and those below it. */
const RANKS = [...BELOW, WINGS, ...ABOVE];

/** Of the engine, what an analysis of one's own is built on. */
const ENGINE_OF_EXAMPLES = ['analyzer', 'finished-now', 'retention'].map((name) => `lib/engine/${name}.ts`);

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
  { name: /^htmlparser2/, may: /^examples\/sitemap\/markup\.ts$/ },
  { name: /^yahoo-finance2/, may: /^lib\/stocks\/market\// },
];

const rankOf = (room: string): number => RANKS.findIndex((rooms) => rooms.includes(room));

/** From outside a wing only its door may be imported; a wing takes what it needs of HTTP at the door of `http`. */
function passesDoor(from: string, target: string): boolean {
  const to = roomOf(target);
  if (from === to) return true;
  if (WINGS.includes(to)) return target.replace(/^lib\//, '') === `${to}/index.ts`;
  if (from.startsWith('examples/') && to === 'engine') return ENGINE_OF_EXAMPLES.includes(target);
  return !(WINGS.includes(from) && to === 'http') || target === 'lib/http/route.ts';
}

function mayImport(file: string, target: string): boolean {
  const [from, to] = [roomOf(file), roomOf(target)];
  if (from === to) return true;
  return rankOf(to) < rankOf(from) && passesDoor(from, target);
}

const files = [...filesIn('api'), ...filesIn('lib'), ...filesIn('examples')];

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

  test('the analyses are these at least, and the examples', () => {
    expect(WINGS).toEqual(expect.arrayContaining(['documents', 'profiles', 'stocks', 'examples/sitemap']));
  });

  test('nothing in lib imports dev, tests, bench or examples', () => {
    const outside = [...filesIn('api'), ...filesIn('lib')].flatMap((file) =>
      importsOf(file).files.filter((target) => /^(dev|tests|bench|examples)\//.test(target)),
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
