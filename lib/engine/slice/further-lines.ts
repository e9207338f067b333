import { reasonOf } from '../../db/error-text.ts';
import type { Turn, View } from '../../jobs/turn/turn.ts';
import type { EngineDeps } from '../deps.ts';
import { linesWorth } from '../lines.ts';
import type { SliceMessage } from '../messages.ts';

/** The lines to send for when a slice on `line` has opened a stage; none if it can run all its steps at once. */
export function linesOfStage(moved: NonNullable<Turn['moved']>, view: View, line: string): string[] {
  if (moved.stage_left <= (view.stages[moved.stage]?.concurrency ?? 1)) return [];
  return linesWorth(view).filter((each) => each !== line);
}

/** The lines that the work is worth beyond those that are alive. */
export function missingLines(view: View): string[] {
  const missing = linesWorth(view).length - view.alive_lines.length;
  return missing > 0 ? linesWorth(view).slice(-missing) : [];
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
