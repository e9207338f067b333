import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { counted, number, usd } from '../../words/count.ts';
import { isOver } from '../../words/status.ts';
import { clock, lasted, left } from '../../words/time.ts';
import { type Cause, codeInWords } from './errors.ts';

/** A deadline this near is worth a word, whatever else is. */
const NEAR_MS = 300_000;

/** What took how long at which price. */
function costOf(job: JobJson): string {
  const { messages, cost_usd } = job.usage;
  const spent = `${counted(messages, 'message')}, ${usd(cost_usd)}`;
  if (job.started_at === null || job.completed_at === null) return spent;
  return `${lasted(Date.parse(job.completed_at) - Date.parse(job.started_at))}, ${spent}`;
}

/** How the failed steps failed: `unknown symbol (2), market data unreachable (1)`; one cause needs no count. */
const byCause = (causes: readonly Cause[]): string =>
  causes
    .map(({ code, keys }) => codeInWords(code) + (causes.length > 1 ? ` (${number(keys.length)})` : ''))
    .join(', ');

function partly(job: JobJson, causes: readonly Cause[]): string {
  const { completed, failed, total } = job.progress;
  const rest = total - completed - failed;
  const said = [`${number(completed)} of ${number(total)} are done.`];
  if (failed > 0) {
    const why = causes.length > 0 ? `: ${byCause(causes)}` : '';
    said.push(`${number(failed)} failed${why}.`);
  }
  if (rest > 0) said.push(`${number(rest)} were not finished by the deadline.`);
  return said.join(' ');
}

function cancelled(
  { cancelled_by: by, cancel_reason: why, completed_at: at, progress }: JobJson,
  now: number,
) {
  const whose = by === null ? '' : ` by key ${by}`;
  const when = at === null ? '' : ` at ${clock(Date.parse(at), now)}`;
  const reason = why === null ? '' : ` Reason: ${why.replace(/[.!?]?$/, '.')}`;
  return `Cancelled${whose}${when}; ${counted(progress.completed, 'result')} kept.${reason}`;
}

function ended(job: JobJson, causes: readonly Cause[], now: number): string {
  const { completed, total } = job.progress;
  switch (job.status) {
    case 'cancelled':
      return cancelled(job, now);
    case 'completed_with_errors':
      return partly(job, causes);
    case 'failed': {
      if (job.error) return `Nothing usable: ${job.error.message}`;
      return causes.length === 1 && causes[0]
        ? `Nothing usable: ${causes[0].message}`
        : `Nothing usable: ${causes.length > 0 ? byCause(causes) : 'every step failed'}.`;
    }
    default:
      return `${number(completed)} of ${number(total)}. ${costOf(job)}.`;
  }
}

/** The server tells times of day in its own zone; a page does in its reader's. */
export function inLocalTime(text: string, now: number): string {
  return text.replace(
    /(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d:\d\d) UTC/g,
    (_, date: string | undefined, time: string) => {
      const day = date ?? new Date(now).toISOString().slice(0, 10);
      return clock(Date.parse(`${day}T${time}Z`), now);
    },
  );
}

function working({ progress }: JobJson): string {
  const { completed, failed, total, stage, eta_seconds: eta } = progress;
  const at = stage === null ? 'Working' : `Working on “${stage}”`;
  const wrong = failed > 0 ? `, ${number(failed)} failed` : '';
  const rest = eta === null ? '' : ` About ${left(eta * 1_000)} left.`;
  return `${at}: ${number(completed)} of ${counted(total, 'step')} done${wrong}.${rest}`;
}

/**
 * What a job does, waits for, or came to, from its own rows.
 * @param causes of its failed steps, as far as they have been read
 * @param now ms since 1970
 */
export function sentenceOf(job: JobJson, causes: readonly Cause[], now: number): string {
  if (isOver(job.status)) {
    const told = job.waits === null ? '' : ` ${inLocalTime(job.waits.text, now)}`;
    return `${ended(job, causes, now)}${told}`;
  }
  const deadline = Date.parse(job.deadline_at);
  const soon =
    deadline - now < NEAR_MS && job.waits?.code !== 'deadline'
      ? ` Ends by ${clock(deadline, now)} whatever happens.`
      : '';
  if (job.waits === null) return `${working(job)}${soon}`;
  return `${inLocalTime(job.waits.text, now)}${soon}`;
}

/** What is left of what a job waits for; null if it is not known, or over. */
export function countdown(job: JobJson, now: number): string | null {
  const until = job.waits?.until ?? null;
  if (until === null || isOver(job.status)) return null;
  const ms = Date.parse(until) - now;
  return ms <= 0 ? null : left(ms);
}
