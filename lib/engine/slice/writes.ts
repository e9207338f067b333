import type { SQL } from 'drizzle-orm';
import type { StepOutcome } from '../../jobs/turn/turn.ts';
import type { OpenJob, WriteContext } from '../analyzer.ts';

/** The analyzer's statements for the records of finished steps, by stage. */
export function writesOf(open: OpenJob | null, outcomes: StepOutcome[], context: WriteContext): SQL[] {
  return (open?.stages ?? []).flatMap((stage, index) => {
    const records = outcomes.flatMap((outcome) =>
      outcome.result === 'done' && outcome.stage === index
        ? [{ key: outcome.key, record: outcome.record }]
        : [],
    );
    return records.length > 0 ? stage.write(records, context) : [];
  });
}
