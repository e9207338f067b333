import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { JOB_STATES } from '../../dev/faults/kinds.ts';
import { totalOf } from '../../dev/faults/ledger.ts';
import type { ChaosReport } from './harness.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/guarantees.md');
const BEGIN = '<!-- figures: written by npm run chaos, never by hand -->';
const END = '<!-- end of figures -->';

function row(cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

const seconds = (ms: number) => (ms / 1_000).toFixed(1);

function figures(report: ChaosReport, command: string, at: Date): string[] {
  const { faults, violations, ends, recovery, webhooks, deadLetters } = report;
  const jobs = ends.reduce((sum, end) => sum + end.jobs, 0);
  const injected = [...faults.keys()].reduce((sum, kind) => sum + totalOf(faults, kind), 0);
  const { lost, doubled, stuck, reversals, innocents, falseReasons, chains, broken } = violations;
  return [
    `\`${command}\`, ${at.toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}:`,
    `${jobs} jobs with ${report.steps} steps, ${injected} faults of ${faults.size} kinds in ${report.seconds} s.`,
    '',
    `**Lost ${lost.length}, doubled ${doubled.length}, stuck ${stuck.length}, progress reversals ${reversals.length}, otherwise broken ${broken.length}.**`,
    `**Innocents ${innocents.length}, false reasons ${falseReasons.length}, second chains of watchdogs ${chains.length}.**`,
    '',
    `Ends that somebody had to be told of: ${webhooks.lives}, events received: ${webhooks.events}. Steps given up because faults`,
    `took every attempt: ${report.givenUp}. Messages whose deliveries were exhausted and that were replaced: ${deadLetters.explained}.`,
    '',
    row(['fault', 'injected', ...JOB_STATES.map((state) => `job ${state}`)]),
    row(['---', ...['', ...JOB_STATES].map(() => '--:')]),
    ...[...faults]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([kind, counts]) =>
        row([kind.replaceAll('_', ' '), totalOf(faults, kind), ...JOB_STATES.map((state) => counts[state])]),
      ),
    '',
    row(['taken up again by', 'steps', 'p50, s', 'p99, s']),
    row(['---', '--:', '--:', '--:']),
    ...recovery.map(({ rescuer, count, p50Ms, p99Ms }) =>
      row([rescuer, count, count > 0 ? seconds(p50Ms) : '–', count > 0 ? seconds(p99Ms) : '–']),
    ),
  ];
}

/** Writes a run's figures between the marks in docs/guarantees.md. @throws if the marks are missing. */
export async function writeFigures(report: ChaosReport, command: string, at: Date): Promise<void> {
  const text = await readFile(PAGE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no marks for the figures`);
  await writeFile(PAGE, `${before}${BEGIN}\n${figures(report, command, at).join('\n')}\n${END}${after}`);
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/biome'), ['format', '--write', PAGE], {
    cwd: ROOT,
  });
}
