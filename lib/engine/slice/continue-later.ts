import { reasonOf } from '../../db/error-text.ts';
import { handOver } from '../../jobs/turn/hand-over.ts';
import type { Usage } from '../../jobs/types.ts';
import type { Answer } from '../answer.ts';
import type { EngineDeps } from '../deps.ts';
import type { SliceMessage } from '../messages.ts';

/** What a slice leaves to its continuation. */
interface Left {
  run: string;
  usage: Usage;
  delaySeconds: number;
}

/** Publishes the slice's continuation, then notes that it was accepted. @throws if the queue does not take it. */
export async function continueLater(
  { publisher, db, log }: EngineDeps,
  message: SliceMessage,
  { run, usage, delaySeconds }: Left,
): Promise<Answer> {
  await publisher.continuation(message, run, 1, delaySeconds);
  await handOver(db, { jobId: message.job, run, usage, delaySeconds }).catch((error: unknown) => {
    log.warn('usage_not_recorded', { error: reasonOf(error) });
  });
  return { kind: 'done', reason: 'handed over' };
}
