import type { JobJson } from '../../../lib/jobs/job-json.ts';
import { number, usd } from '../../words/count.ts';
import { statusWord } from '../../words/status.ts';
import { lasted } from '../../words/time.ts';
import { fieldsOf, labelOf } from './input-fields.ts';

/** One line of a comparison, in words. */
export interface Difference {
  name: string;
  here: string;
  there: string;
  /** Whether it was asked for; what a job took differs every time. */
  isAsked: boolean;
}

const MOST = 120;
const short = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

function took({ started_at, completed_at }: JobJson): string {
  if (started_at === null) return 'not begun';
  return completed_at === null ? 'not over' : lasted(Date.parse(completed_at) - Date.parse(started_at));
}

/** What two jobs were asked for and came to: the input first, field by field. */
export function differences(here: JobJson, there: JobJson): Difference[] {
  const ofInput = (job: JobJson) => new Map(fieldsOf(job.input).map(({ name, text }) => [name, text]));
  const [asked, askedThere] = [ofInput(here), ofInput(there)];
  const names = [...new Set([...asked.keys(), ...askedThere.keys()])];
  const line = (name: string, of: (job: JobJson) => string): Difference => ({
    name,
    here: of(here),
    there: of(there),
    isAsked: false,
  });
  return [
    ...names.map((name) => ({
      name: labelOf(name),
      here: short(asked.get(name)?.replaceAll('\n', ', ') ?? '–'),
      there: short(askedThere.get(name)?.replaceAll('\n', ', ') ?? '–'),
      isAsked: true,
    })),
    line('State', ({ status }) => statusWord(status)),
    line('Done', ({ progress }) => `${number(progress.completed)} of ${number(progress.total)}`),
    line('Failed', ({ progress }) => number(progress.failed)),
    line('Time', took),
    line('Messages', ({ usage }) => number(usage.messages)),
    line('Function time', ({ usage }) => lasted(usage.function_ms)),
    line('Price', ({ usage }) => usd(usage.cost_usd)),
  ];
}
