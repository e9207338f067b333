import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, printFigures } from './figures.ts';
import { benchFunctions } from './functions.ts';
import { benchJobs } from './jobs.ts';
import { benchKernel } from './kernel.ts';
import { benchLimits } from './limits.ts';
import { benchLoad } from './load.ts';
import { benchRows, benchSearch } from './rows.ts';
import { benchSymbols } from './symbols.ts';

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    explain: { type: 'boolean' },
    seconds: { type: 'string' },
    quick: { type: 'boolean' },
    old: { type: 'string' },
  },
});
/** Plans are long; print them only on request. */
const printPlan = options.explain ? console.log : () => {};
/** Of the bench `limits`. */
const seconds = Number(options.seconds ?? 60);

/** `asked`: runs only if named. */
const BENCHES: Record<string, { title: string; run: () => Promise<Figure[]>; asked?: true }> = {
  kernel: {
    title: 'Indicator kernel',
    run: async () => [...(await benchKernel()), ...(await benchSymbols())],
  },
  functions: { title: 'Cold start', run: benchFunctions },
  jobs: { title: 'Jobs on the local stack, simulated market data', run: benchJobs },
  load: { title: 'Many jobs at once', run: benchLoad },
  rows: {
    title: 'Reads over a million results and a million jobs, in the database',
    run: () => benchRows(printPlan),
  },
  search: {
    title: 'Searches over 1,000 documents of 50 pages, in the database',
    run: () => benchSearch(printPlan),
  },
  limits: {
    title: '200 requests a second from 50 keys, one abusive, on the local stack',
    run: () => benchLimits(seconds),
    asked: true,
  },
  languages: {
    title: "Language detection on Debian's translated manual pages",
    run: async () => (await import('./languages.ts')).benchLanguages(),
    asked: true,
  },
  humans: {
    title: 'Simulated people who show a signal of automation',
    run: async () => (await import('./humans.ts')).benchHumans(),
    asked: true,
  },
  pdf: {
    title: 'PDFs: reading beside pdftotext, and whole jobs on the local stack',
    run: async () => [
      ...(await (await import('./pdf.ts')).benchPdf()),
      ...(await (await import('./documents.ts')).benchDocuments()),
    ],
    asked: true,
  },
  documents: {
    title: 'Documents beside pdftotext: time, memory, one page',
    run: async () => (await import('./beside-pdftotext.ts')).benchBesidePdftotext(),
    asked: true,
  },
  memory: {
    title: 'The most memory of each process of the local stack',
    run: async () => (await import('./memory/main.ts')).benchMemory(),
    asked: true,
  },
  field: {
    title: 'Beside what others would take instead',
    run: async () =>
      (await import('./field/main.ts')).benchField({ quick: options.quick ?? false, old: options.old }),
    asked: true,
  },
};

const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(1);
}
const [cpu] = cpus();
console.log(`${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, Node ${process.version}`);
let exceeded = false;
for (const [name, bench] of Object.entries(BENCHES)) {
  const { title, run } = bench;
  if (asked.length > 0 ? !asked.includes(name) : bench.asked) continue;
  const figures = await run();
  printFigures(title, figures, (line) => console.log(line));
  exceeded ||= figures.some(({ value, budget }) => budget !== undefined && value > budget);
}
process.exit(exceeded ? 1 : 0);
