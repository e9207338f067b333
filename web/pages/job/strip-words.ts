import type { SliceJson } from '../../../lib/http/jobs/json-shapes.ts';
import { counted } from '../../words/count.ts';
import { clock, lasted } from '../../words/time.ts';
import type { Strip } from './lanes.ts';

const STATES: Readonly<Record<SliceJson['state'], string>> = {
  working: 'works',
  handed_over: 'handed over to the next',
  idle: 'found nothing left to do',
  died: 'stopped without an answer',
};

export const stateWords = (state: SliceJson['state']): string => STATES[state];

/** The watchdog's line has no number. */
export const laneName = (line: string): string => (line === 'w' ? 'watchdog' : `lane ${Number(line) + 1}`);

/** What the picture shows, for whoever does not see it. `now` in ms since 1970. */
export function stripWords({ lanes, from, to }: Strip, slices: readonly SliceJson[], now: number): string {
  const died = slices.filter(({ state }) => state === 'died');
  const said = `${counted(slices.length, 'function')} in ${counted(lanes.length, 'lane')} over ${lasted(to - from)}.`;
  if (died.length === 0) return slices.length === 0 ? 'No function has come yet.' : said;
  const times = died.map(({ last_seen_at }) => Date.parse(last_seen_at));
  const held = died.reduce((sum, slice) => sum + slice.steps_claimed - slice.steps_ended, 0);
  const when =
    died.length === 1
      ? `One function stopped without an answer at ${clock(Math.max(...times), now)}`
      : `${died.length} functions stopped without an answer, the last at ${clock(Math.max(...times), now)}`;
  return `${said} ${when}; ${counted(Math.max(0, held), 'step')} that they held went back to be done again.`;
}
