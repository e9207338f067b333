import { describe, expect, test } from 'vitest';
import { filesIn, importsOf } from './sources.ts';

/** Who may import whom: the first row whose `from` matches a file holds for it. */
const RULES: { from: RegExp; may: RegExp }[] = [
  { from: /^api\//, may: /^$/ },
  { from: /^lib\/app(\.ts$|\/)/, may: /^lib\// },
  { from: /^lib\/config\.ts$/, may: /^lib\/(core\/|engine\/settings\.ts$)/ },
  {
    from: /^lib\/http\//,
    may: /^lib\/(http|jobs|documents|core)\/|^lib\/engine\/dispatch\.ts$|^lib\/analyzers\/[a-z]+\/(schema|queries[a-z-]*|report|compare)\.ts$|^lib\/analyzers\/profile\/compare\/comparison-json\.ts$|^lib\/sources\/(social\/platforms|market\/data-sources|pdf\/page-kinds)\.ts$/,
  },
  {
    from: /^lib\/engine\//,
    may: /^lib\/(engine|jobs|core)\/|^lib\/analyzers\/(analyzer|index)\.ts$|^lib\/documents\/retention\.ts$/,
  },
  { from: /^lib\/jobs\//, may: /^lib\/(jobs|db|core)\// },
  { from: /^lib\/analyzers\/analyzer\.ts$/, may: /^lib\/core\// },
  { from: /^lib\/analyzers\/index\.ts$/, may: /^lib\/(analyzers|sources)\// },
  {
    from: /^lib\/analyzers\/stocks\//,
    may: /^lib\/(analyzers\/(analyzer\.ts$|stocks\/)|sources\/|db\/|core\/)/,
  },
  {
    from: /^lib\/analyzers\/profile\//,
    may: /^lib\/(analyzers\/(analyzer\.ts$|profile\/)|sources\/social\/|text\/|db\/|core\/)/,
  },
  {
    from: /^lib\/analyzers\/document\//,
    may: /^lib\/(analyzers\/(analyzer\.ts$|document\/)|sources\/|documents\/|text\/|db\/|core\/)/,
  },
  { from: /^lib\/documents\//, may: /^lib\/(documents|db|core)\/|^lib\/jobs\/(context|lifecycle)\.ts$/ },
  { from: /^lib\/sources\//, may: /^lib\/(sources|core)\/|^lib\/text\/scripts\.ts$/ },
  { from: /^lib\/text\//, may: /^lib\/(text|core)\// },
  // The lists of values that the tables check.
  {
    from: /^lib\/db\/([a-z]+-)?schema\.ts$/,
    may: /^lib\/(db|core)\/|^lib\/(jobs\/types|documents\/statuses|sources\/market\/data-sources|sources\/pdf\/page-kinds)\.ts$|^lib\/analyzers\/stocks\/(strategies|rating\/verdicts|evidence\/evidence-schema)\.ts$/,
  },
  { from: /^lib\/db\//, may: /^lib\/(db|core)\// },
  { from: /^lib\/core\//, may: /^lib\/core\// },
];

/** Packages that only some may use. */
const PACKAGES: { name: RegExp; may: RegExp }[] = [
  { name: /^@upstash\/qstash/, may: /^lib\/(engine\/|app\.ts$)/ },
  { name: /^@neondatabase\/serverless/, may: /^lib\/db\// },
  {
    name: /^drizzle-orm/,
    may: /^lib\/(db|jobs|documents)\/|^lib\/analyzers\/(analyzer\.ts$|[a-z]+\/(write|queries)[a-z-]*\.ts$)/,
  },
  { name: /^hono|^@hono\/zod-openapi/, may: /^lib\/http\/|^lib\/analyzers\/[a-z]+\/schema\.ts$/ },
  { name: /^(vader-sentiment|wink-|eld)/, may: /^lib\/(text|analyzers\/profile\/text)\// },
  { name: /^@embedpdf\/pdfium/, may: /^lib\/sources\/pdf\// },
  { name: /^tesseract\.js/, may: /^lib\/sources\/ocr\// },
  { name: /^@vercel\/blob/, may: /^lib\/(documents|http\/documents)\// },
  { name: /^html-to-text/, may: /^lib\/sources\/social\// },
  { name: /^ipaddr\.js$/, may: /^lib\/core\/public-address\.ts$/ },
  { name: /^yahoo-finance2/, may: /^lib\/sources\/market\// },
];

const files = [...filesIn('api'), ...filesIn('lib')];

function forbidden(file: string): string[] {
  const rule = RULES.find(({ from }) => from.test(file));
  const { files: imported, packages } = importsOf(file);
  return [
    ...imported.filter((target) => !rule?.may.test(target)),
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
