import { jsonText } from '../../core/json.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { StepOutcome } from '../../jobs/turn/turn.ts';

/** Outputs are small; what is large belongs in the analyzer's own tables. */
const MAX_OUTPUT_BYTES = 1_000_000;
const MAX_TEXT = 2_000;

type Failed = Extract<StepOutcome, { result: 'failed' }>;

function failed({ key, token, stage }: StepOutcome, code: string, message: string): Failed {
  return { key, token, stage, result: 'failed', code, message: message.slice(0, MAX_TEXT) };
}

/** The size of a step's output as JSON, in bytes; null if it is not JSON. */
function sizeOf(output: unknown): number | null {
  try {
    return Buffer.byteLength(jsonText(output ?? null));
  } catch {
    return null;
  }
}

/**
 * Holds an outcome to what the job and the database can take, so that a bad one fails its own step, with its
 * own reason, and not the turn of its neighbours.
 */
export function bounded(outcome: StepOutcome, untilDeadlineMs: number): StepOutcome {
  switch (outcome.result) {
    case 'done': {
      const bytes = sizeOf(outcome.output);
      if (bytes === null)
        return failed(outcome, 'output_not_json', 'The output of this step cannot be written as JSON.');
      if (bytes <= MAX_OUTPUT_BYTES) return outcome;
      const message = `The output of this step has ${bytes} bytes; at most ${MAX_OUTPUT_BYTES} can be stored.`;
      return failed(outcome, 'output_too_large', message);
    }
    case 'retry': {
      const delayMs = Number.isNaN(outcome.delayMs) ? 0 : Math.max(0, outcome.delayMs);
      if (delayMs <= untilDeadlineMs)
        return { ...outcome, delayMs, message: outcome.message.slice(0, MAX_TEXT) };
      const wait = `It can only be tried again in ${Math.ceil(delayMs / 1000)} s, after the job's deadline.`;
      return failed(outcome, outcome.code, `${outcome.message} ${wait}`);
    }
    case 'failed':
    case 'refused':
    case 'lost':
      return { ...outcome, message: outcome.message.slice(0, MAX_TEXT) };
    case 'given_back':
      return outcome;
  }
}

/** What becomes of an outcome that the database refused when it came alone. */
export function refusedOutcome(outcome: StepOutcome, error: unknown): StepOutcome {
  return failed(outcome, 'result_refused', `The result of this step could not be stored: ${reasonOf(error)}`);
}
