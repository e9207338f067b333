import { isDatabaseAtFault } from '../../jobs/database-refusal.ts';
import type { StepOutcome } from '../../jobs/turn/turn.ts';
import { refusedOutcome } from './bounds.ts';

/** Anything of a turn that survives a split: which status or stage it moved the job to. */
interface Moved {
  moved: unknown;
}

/**
 * Sends outcomes in one turn. If the database refuses it, finds the outcome at fault by halves and fails its
 * step with the database's reason, so that the others are committed. Only the last of several turns claims.
 * @throws the error of a turn that is refused without any outcome, or if the database is away or takes nothing.
 */
export async function sendOrSplit<T extends Moved>(
  outcomes: StepOutcome[],
  claims: boolean,
  send: (outcomes: StepOutcome[], claims: boolean) => Promise<T>,
): Promise<T> {
  try {
    return await send(outcomes, claims);
  } catch (error) {
    const [first] = outcomes;
    if (isDatabaseAtFault(error) || first === undefined) throw error;
    if (outcomes.length === 1) return send([refusedOutcome(first, error)], claims);
    const half = Math.ceil(outcomes.length / 2);
    const before = await sendOrSplit(outcomes.slice(0, half), false, send);
    const after = await sendOrSplit(outcomes.slice(half), claims, send);
    return after.moved ? after : { ...after, moved: before.moved };
  }
}
