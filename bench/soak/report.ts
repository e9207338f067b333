import { percentile } from '../figures.ts';
import type { Audit } from './audit.ts';
import type { SoakReport } from './run.ts';
import { type Name, type Sample, SERIES } from './sample.ts';
import { compression } from './settings.ts';
import { fitLine, keepsRule, type Point, type Rule, secondHalf } from './trend.ts';

const flat = (part: number, atLeast = 0): Rule => ({ kind: 'flat', part, atLeast });
const linear: Rule = { kind: 'linear', part: 0.1 };

/** Series without a rule are only shown. Times may rise by half before they count as rising, the tails double. */
const RULES: Partial<Record<Name, Rule>> = {
  heap: flat(0.03),
  rss: flat(0.1),
  jobs: linear,
  steps: linear,
  slices: linear,
  sweepers: flat(0),
  bytes: linear,
  waiting: flat(0.25, 50),
  schedules: flat(0, 1),
  messages: flat(0.1),
  roundTrips: flat(0.1),
  create50: flat(0.5, 3),
  read50: flat(0.5, 3),
  read99: flat(1, 20),
  list50: flat(0.5, 3),
  queued50: flat(0.5, 5),
};

const LABELS: Record<Name, string> = {
  heap: 'functions: heap and buffers after gc',
  rss: 'functions: resident memory',
  jobs: 'rows of jobs',
  steps: 'rows of steps',
  slices: 'rows of slices',
  sweepers: 'rows of sweepers',
  bytes: 'tables and indexes',
  waiting: 'queue: messages waiting',
  schedules: 'queue: schedules',
  deadLetters: 'queue: dead letters',
  queueFile: 'queue: file',
  messages: 'messages a job',
  roundTrips: 'round trips a job',
  create50: 'POST /jobs, p50',
  create99: 'POST /jobs, p99',
  read50: 'GET /jobs/{id}, p50',
  read99: 'GET /jobs/{id}, p99',
  list50: 'GET /jobs, p50',
  queued50: 'time in queued, p50',
  queued99: 'time in queued, p99',
  control: 'machine: the same work each time, p50',
};

/** Measured with a clock, so that a slower machine is no growth: shown as on a machine of the same speed all along. */
const TIMES: readonly Name[] = ['create50', 'create99', 'read50', 'read99', 'list50', 'queued50', 'queued99'];

/** Per job or of time, these are no soak's if something was away. */
const FAIR_ONLY: readonly Name[] = [...TIMES, 'waiting', 'messages', 'roundTrips', 'control'];

function pointsOf(samples: readonly Sample[], name: Name): Point[] {
  const fair = samples.filter(({ stormy }) => !(stormy && FAIR_ONLY.includes(name)));
  const usual = percentile(
    fair.map(({ values }) => values.control),
    0.5,
  );
  const speed = ({ values }: Sample) => (TIMES.includes(name) ? usual / values.control : 1);
  return fair.map((sample) => ({ jobs: sample.jobs, value: sample.values[name] * speed(sample) }));
}

const shown = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);

const names = (): Name[] => Object.keys(SERIES).filter((name): name is Name => name in SERIES);

/** Prints each series: its line over the second half, at both ends, and per 1,000 jobs. */
function printTable(samples: readonly Sample[], print: (line: string) => void): string[] {
  const broken: string[] = [];
  print(
    `  ${'over the second half'.padEnd(38)} ${'start'.padStart(9)} ${'end'.padStart(9)} ${'per 1,000 jobs'.padStart(20)}`,
  );
  for (const name of names()) {
    const points = pointsOf(samples, name);
    const { slope, error, start, end } = fitLine(secondHalf(points));
    const rule = RULES[name];
    const kept = rule === undefined || keepsRule(points, rule);
    const verdict = rule === undefined ? '' : `${rule.kind}${kept ? '' : ': NO'}`;
    if (!kept) broken.push(`${LABELS[name]} is not ${rule.kind}`);
    const change = `${shown(slope * 1_000)} ± ${shown(error * 1_000)}`;
    const line = [
      LABELS[name].padEnd(38),
      shown(start).padStart(9),
      shown(end).padStart(9),
      change.padStart(20),
    ];
    print(`  ${line.join(' ')} ${SERIES[name].padEnd(13)} ${verdict}`);
  }
  return broken;
}

function auditFailures(audit: Audit): string[] {
  return Object.entries(audit).flatMap(([kind, faults]: [string, string[]]) =>
    faults.slice(0, 10).map((fault) => `${kind}: ${fault}`),
  );
}

/** Says what was compressed, and by how much. */
export function printPlan(report: Pick<SoakReport, 'options'>, print: (line: string) => void): void {
  const { hours, jobs, minutes } = report.options;
  const factor = compression(report.options);
  print(
    `Soak: ${hours} h with ${jobs} jobs, one every ${((hours * 3_600) / jobs).toFixed(2)} s, in ${minutes} min.`,
  );
  print(
    `Compressed ${Math.round(factor)}-fold: arrivals, weather, sweeps (sent by this program), the cron, deletions,`,
  );
  print(
    "the engine's backoffs and redelivery delays, and, down to what a lease lasts (12 s), its watchdogs. Not",
  );
  print(
    "compressed: the database's clock and with it leases, deadlines and the life of idempotency keys; the queue's",
  );
  print(
    'own delays of failure callbacks; steps (10 ms each); whatever a process, a round trip or the network takes.',
  );
}

/** Prints the whole report. @returns why it is no good; empty if it is. */
export function printReport(report: SoakReport, print: (line: string) => void): string[] {
  const { samples, options, seconds, heldSeconds, refused, warned, audit } = report;
  print('');
  const factor = (options.hours * 3_600) / seconds;
  print(
    `${samples.at(-1)?.jobs} jobs with ${report.steps} steps in ${Math.round(seconds)} s: ${Math.round(factor)}-fold;`,
  );
  print(
    `arrivals were held back for ${Math.round(heldSeconds)} s. In fair weather and over all samples after the middle:`,
  );
  print('Times are shown as if the machine had always been as fast as in the middle of all samples.');
  const broken = printTable(samples, print);
  print(`Clients were refused and asked again: ${JSON.stringify(refused)}`);
  print(`The service warned: ${JSON.stringify(warned)}`);
  const { lost, doubled, stuck, wrong, events } = audit;
  print(
    `${lost.length} lost, ${doubled.length} doubled, ${stuck.length} stuck, ${wrong.length} wrong ends, ${events.length} wrong numbers of events`,
  );
  print(`Messages still waiting in the queue after all: ${report.waiting}`);
  return [...auditFailures(audit), ...broken];
}
