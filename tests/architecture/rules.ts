import { filesIn, type Imports } from './sources.ts';

/** The rooms of lib below and above the analyses, lowest first. */
const BELOW = [
  ['core', 'text', 'db'],
  ['jobs'],
  ['access'],
  ['engine'],
  ['files'],
  ['ask'],
  ['config'],
  ['health'],
  ['http'],
  ['product'],
];
const ABOVE = [['products'], ['mcp'], ['app']];

/** Rooms that name no product, in imports or in SQL. */
export const KERNEL = BELOW.flat();

/** `lib/jobs/turn/claim.ts` → `jobs`; `lib/app.ts` → `app`; a folder of the examples is a room of its own. */
export const roomOf = (file: string): string =>
  /^examples\/[^/]+/.exec(file)?.[0] ?? file.replace(/^lib\//, '').replace(/(\.ts$|\/.*)/, '');

/** One analysis each; none knows another. Every folder that has no other place is one. */
export const WINGS = [...filesIn('lib').filter((file) => file.split('/').length > 2), ...filesIn('examples')]
  .map(roomOf)
  .filter((room, i, all) => all.indexOf(room) === i && ![...BELOW, ...ABOVE].flat().includes(room));

/** A room may import itself and those below it. */
const RANKS = [...BELOW, WINGS, ...ABOVE];

/** Of the engine, what an analysis in another repository is built on. */
const ENGINE_OF_EXAMPLES = ['analyzer', 'finished-now', 'retention'].map((name) => `lib/engine/${name}.ts`);

/** Packages that only some may use. */
const PACKAGES: { name: RegExp; may: RegExp }[] = [
  { name: /^@upstash\/qstash/, may: /^lib\/(engine\/|health\/|app\.ts$)/ },
  { name: /^@neondatabase\/serverless/, may: /^lib\/db\// },
  { name: /^(vader-sentiment|wink-|eld)/, may: /^lib\/(text|profiles\/text)\// },
  { name: /^@embedpdf\/pdfium/, may: /^lib\/documents\/pdf\// },
  { name: /^tesseract\.js/, may: /^lib\/documents\/ocr\// },
  { name: /^@vercel\/blob/, may: /^lib\/documents\/(files|http\/files)\// },
  { name: /^ipaddr\.js$/, may: /^lib\/core\/public-address\.ts$/ },
  { name: /^html-to-text/, may: /^lib\/profiles\/networks\// },
  {
    name: /^htmlparser2/,
    may: /^(examples\/sitemap\/markup\.ts$|lib\/profiles\/networks\/feeds\/|lib\/documents\/forms\/)/,
  },
  { name: /^@modelcontextprotocol\/sdk/, may: /^lib\/mcp\// },
  { name: /^yahoo-finance2/, may: /^lib\/stocks\/market\// },
];

const JOURNAL = 'drizzle/meta/_journal.json';

const rankOf = (room: string): number => RANKS.findIndex((rooms) => rooms.includes(room));

/** From outside a wing only its door may be imported; a wing takes what it needs of HTTP at the door of `http`. */
function passesDoor(from: string, target: string): boolean {
  const to = roomOf(target);
  if (WINGS.includes(to)) return target.replace(/^lib\//, '') === `${to}/index.ts`;
  if (from.startsWith('examples/') && to === 'engine') return ENGINE_OF_EXAMPLES.includes(target);
  return !(WINGS.includes(from) && to === 'http') || target === 'lib/http/route.ts';
}

function mayImport(file: string, target: string): boolean {
  if (file.startsWith('api/')) return false;
  const [from, to] = [roomOf(file), roomOf(target)];
  if (from === to) return true;
  // Which migrations there are is told by what generates them.
  if (target === JOURNAL) return from === 'health';
  if (!target.startsWith('lib/')) return false;
  return rankOf(to) < rankOf(from) && passesDoor(from, target);
}

/** What a file of `api/`, `lib/` or `examples/` imports although its place does not allow it. */
export function forbidden(file: string, { files, packages }: Imports): string[] {
  return [
    ...files.filter((target) => !mayImport(file, target)),
    ...packages.filter((name) => PACKAGES.some((each) => each.name.test(name) && !each.may.test(file))),
  ];
}

/** Tables of products that a text of the kernel names in SQL: after the words that a table follows. */
export function tablesNamed(text: string, tables: readonly string[]): string[] {
  return tables.filter((table) =>
    new RegExp(`\\b(from|into|update|join|using|table)\\s+"?${table}\\b`, 'i').test(text),
  );
}

/** The first circle of imports that is found, as a path; null if there is none. */
export function circleIn(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of edges.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  return [...edges.keys()].map((file) => visit(file, [])).find((circle) => circle !== null) ?? null;
}
