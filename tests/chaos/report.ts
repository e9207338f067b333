import { JOB_STATES } from '../../dev/faults/kinds.ts';
import { totalOf } from '../../dev/faults/ledger.ts';
import type { Violations } from './checks.ts';
import type { ChaosReport } from './harness.ts';

/** Why the run fails; empty if it does not. */
export function failuresOf(report: ChaosReport): string[] {
  const { violations, missing, messagesLeft, deadLetters, ends } = report;
  const listed = (name: keyof Violations) => violations[name].map((what) => `${name}: ${what}`);
  const succeeded = ends.some(({ status, jobs }) => status === 'completed' && jobs > 0);
  return [
    ...(succeeded ? [] : ['no job was completed']),
    ...missing.map((kind) => `${kind} was asked for and never injected`),
    ...listed('lost'),
    ...listed('doubled'),
    ...listed('stuck'),
    ...listed('reversals'),
    ...listed('innocents'),
    ...listed('falseReasons'),
    ...listed('chains'),
    ...listed('starved'),
    ...listed('broken'),
    ...messagesLeft.map((what) => `left undelivered: ${what}`),
    ...deadLetters.unexplained.map((what) => `dead letter without a failure callback: ${what}`),
  ];
}

function table(rows: (string | number)[][]): string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => String(row[i]).length))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) =>
        i === 0 ? String(cell).padEnd(widths[i] ?? 0) : String(cell).padStart(widths[i] ?? 0),
      )
      .join('  '),
  );
}

export function printReport(report: ChaosReport, print: (line: string) => void): void {
  const { faults, violations, ends, recovery, memory, warnings, deadLetters } = report;
  const statuses = [...new Set(ends.map(({ status }) => status))].sort();
  const shapes = [...new Set(ends.map(({ shape }) => shape))];
  const jobs = ends.reduce((sum, end) => sum + end.jobs, 0);
  const injected = [...faults.keys()].reduce((sum, kind) => sum + totalOf(faults, kind), 0);
  const lines = [
    `seed ${report.seed}, ${report.seconds} s: ${jobs} jobs (${report.accepted} accepted), ${report.steps} steps, ${injected} faults of ${faults.size} kinds`,
    '',
    ...table([
      ['jobs by shape and end', ...statuses],
      ...shapes.map((shape) => [
        shape,
        ...statuses.map(
          (status) => ends.find((end) => end.shape === shape && end.status === status)?.jobs ?? 0,
        ),
      ]),
    ]),
    '',
    ...table([
      ['faults by kind and state of the job', 'all', ...JOB_STATES],
      ...[...faults].map(([kind, row]) => [
        kind,
        totalOf(faults, kind),
        ...JOB_STATES.map((state) => row[state]),
      ]),
    ]),
    '',
    `lost ${violations.lost.length}, doubled ${violations.doubled.length}, stuck ${violations.stuck.length}, reversals ${violations.reversals.length}, otherwise broken ${violations.broken.length}`,
    `innocents ${violations.innocents.length}, false reasons ${violations.falseReasons.length}, second chains of watchdogs ${violations.chains.length} (most at once ${report.mostChains}), starved ${violations.starved.length}`,
    `webhooks: ${report.webhooks.lives} ends to be told, ${report.webhooks.events} events received`,
    `steps given up because of faults: ${report.givenUp}; dead letters: ${deadLetters.explained} replaced, ${deadLetters.callbacks} of callbacks, ${deadLetters.unexplained.length} unexplained`,
    '',
    ...table([
      ['recovery by rescuer', 'steps', 'p50 ms', 'p99 ms'],
      ...recovery.map(({ rescuer, count, p50Ms, p99Ms }) => [rescuer, count, p50Ms, p99Ms]),
    ]),
    '',
    ...table([
      ['memory', 'MB'],
      ...memory.map(({ name, rssBytes }) => [name, Math.round(rssBytes / 2 ** 20)]),
    ]),
    '',
    `warnings: ${[...warnings].map(([event, n]) => `${event} ${n}`).join(', ')}`,
  ];
  for (const line of lines) print(line);
}
