import { reasonOf } from '../../db/error-text.ts';
import type { View } from '../../jobs/turn/turn.ts';
import type { EngineDeps } from '../deps.ts';
import { linesWorth } from '../lines.ts';
import type { SliceMessage } from '../messages.ts';

/** The lines that the work is worth beyond those that are alive. */
export function missingLines(view: View): string[] {
  const missing = linesWorth(view).length - view.alive_lines.length;
  return missing > 0 ? linesWorth(view).slice(-missing) : [];
}

/**
 * Whether a slice is on the watchdog's line, and others are alive instead: as many lines as the work is worth, or a
 * slice of an earlier revival, which goes on until nothing runs on the line that they share.
 */
export function isSpare(view: View, line: string): boolean {
  if (line !== 'w') return false;
  const others = view.alive_lines.filter((each) => each !== 'w').length;
  return view.preceded || others >= linesWorth(view).length;
}

/**
 * Sends for those lines that are not alive. For speed only: without the messages the job takes longer, so their
 * refusal is not an error.
 * @returns the number of messages.
 */
export async function sendForLines(
  { publisher, log }: Pick<EngineDeps, 'publisher' | 'log'>,
  message: SliceMessage,
  { cause, lines, view }: { cause: string; lines: string[]; view: View },
): Promise<number> {
  const missing = lines.filter((line) => !view.alive_lines.includes(line));
  if (missing.length === 0) return 0;
  try {
    await publisher.furtherLines(message, cause, missing);
    return missing.length;
  } catch (error) {
    log.warn('further_lines_refused', { lines: missing.length, error: reasonOf(error) });
    return 0;
  }
}
