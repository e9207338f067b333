import { z } from 'zod';
import { retrying } from '../jobs/context.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { peekJob } from '../jobs/peek.ts';
import { addUsage } from '../jobs/usage.ts';
import { type Answer, NEWER } from './answer.ts';
import type { EngineDeps } from './deps.ts';
import { type MessageReader, readOwnMessage } from './message-reader.ts';
import { isNewer, parseMessage, type SliceMessage } from './messages.ts';
import { againUnlessOrphan } from './slice/absent.ts';
import { watch } from './watchdog.ts';
import { announceDue } from './webhook/announce.ts';
import { giveUp } from './webhook/deliver.ts';

/** The fields we use of QStash's failure callback. @see https://upstash.com/docs/qstash/features/callbacks */
const callbackSchema = z.object({
  sourceMessageId: z.string().min(1),
  sourceBody: z.string(),
  status: z.number().optional(),
});

const REPLACE_AFTER_SECONDS = 5;

function parseCallback(body: string): z.infer<typeof callbackSchema> | null {
  try {
    return callbackSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** A slice message is replaced on its line while its job is unfinished. */
async function replace(deps: EngineDeps, message: SliceMessage, sourceMessageId: string): Promise<Answer> {
  const { db, publisher, settings } = deps;
  const peek = await retrying(deps, () => peekJob(db, message.job, settings.aliveMs));
  if (!peek || peek.epoch < message.epoch) return againUnlessOrphan(deps, message);
  if (peek.webhook_due !== null) await announceDue(deps, message.job);
  if (peek.epoch > message.epoch || isTerminal(peek.status))
    return { kind: 'done', reason: 'the job has ended or moved on' };
  await publisher.replacement(message, sourceMessageId, REPLACE_AFTER_SECONDS);
  await addUsage(db, message.job, { messages: 2, roundTrips: 2, functionMs: 0 });
  return { kind: 'done', reason: 'replaced on its line' };
}

/**
 * Handles a message that has used up its deliveries. A watchdog is handled now, under the same generation; a
 * slice message is replaced; a webhook is marked as failed; a sweep comes again by its schedule.
 */
export async function onExhausted(
  deps: EngineDeps & { readers: readonly MessageReader[] },
  body: string,
): Promise<Answer> {
  const { log, readers } = deps;
  const callback = parseCallback(body);
  const source = callback ? Buffer.from(callback.sourceBody, 'base64').toString('utf8') : '';
  const own = readOwnMessage(readers, source);
  if (own) return own.exhausted(callback?.sourceMessageId ?? null);
  const message = parseMessage(source);
  if (!message && isNewer(source)) return NEWER;
  if (!callback || !message) return { kind: 'refused', reason: 'not a failure callback of a known message' };
  log.warn('message_exhausted', { job: message.job, type: message.type, line: message.line });
  switch (message.type) {
    case 'webhook':
    case 'own_event':
      return giveUp(deps, message, callback.status ?? 0);
    case 'watchdog':
      return watch(deps, message);
    case 'slice':
      return replace(deps, message, callback.sourceMessageId);
  }
}
