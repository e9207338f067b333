import { Refusal } from '../../core/errors.ts';
import { encodeCursor, z } from '../../http/route.ts';
import type { DayPlace, ResultPlace } from '../results/history.ts';

/** Decoded cursor: `2026-11-20 TCS.NS`, or with Unix milliseconds, `1795190400000 job_… TCS.NS`. */
export const HISTORY_PLACE = /^(\d{4}-\d\d-\d\d|\d{1,14} job_[\w-]{1,60}) [A-Z0-9^][A-Z0-9.^=&_-]{0,23}$/;

export const dayCursor = ({ asOf, ticker }: DayPlace): string => encodeCursor(`${asOf} ${ticker}`);

export const resultCursor = ({ completedAt, jobId, ticker }: ResultPlace): string =>
  encodeCursor(`${completedAt.getTime()} ${jobId} ${ticker}`);

function unusable(): Refusal {
  const message =
    'cursor belongs to another list. Use the next_cursor of the previous page, with the same parameters.';
  return new Refusal('invalid_input', message, {
    faults: [{ path: 'cursor', code: 'wrong_cursor', message }],
  });
}

/** @throws Refusal `invalid_input` if the cursor is not from the list of days. */
export function dayPlace(text: string | undefined): DayPlace | null {
  if (text === undefined) return null;
  const [asOf, ticker, ...rest] = text.split(' ');
  if (!z.iso.date().safeParse(asOf).success || !asOf || !ticker || rest.length > 0) throw unusable();
  return { asOf, ticker };
}

/** @throws Refusal `invalid_input` if the cursor is not from the list of all results. */
export function resultPlace(text: string | undefined): ResultPlace | null {
  if (text === undefined) return null;
  const [at, jobId, ticker] = text.split(' ');
  if (!jobId || !ticker) throw unusable();
  return { completedAt: new Date(Number(at)), jobId, ticker };
}
