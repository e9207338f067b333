import { z } from 'zod';
import { retrying } from '../jobs/context.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { peekJob } from '../jobs/read.ts';
import { addUsage } from '../jobs/usage.ts';
import type { Answer } from './answer.ts';
import type { EngineDeps } from './deps.ts';
import { type MessageReader, readOwnMessage } from './message-reader.ts';
import { parseMessage } from './messages.ts';
import { againUnlessOrphan } from './slice/absent.ts';
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

/**
 * Handles a message that has used up its deliveries. A watchdog is re-armed without asking the database; a
 * slice message is replaced on the same line while its job is unfinished; a webhook is marked as failed.
 */
export async function onExhausted(
  deps: EngineDeps & { readers: readonly MessageReader[] },
  body: string,
): Promise<Answer> {
  const { db, publisher, settings, log, readers } = deps;
  const callback = parseCallback(body);
  const source = callback ? Buffer.from(callback.sourceBody, 'base64').toString('utf8') : '';
  const own = readOwnMessage(readers, source);
  if (own) return own.exhausted(callback?.sourceMessageId ?? null);
  const message = parseMessage(source);
  if (!callback || !message) return { kind: 'refused', reason: 'not a failure callback of a known message' };
  log.warn('message_exhausted', { job: message.job, type: message.type, line: message.line });

  if (message.type === 'webhook') return giveUp(deps, message, callback.status ?? 0);
  if (message.type === 'watchdog') {
    await publisher.replacement(
      message,
      callback.sourceMessageId,
      Math.ceil(settings.watchdogPeriodMs / 1000),
    );
    return { kind: 'done', reason: 'watchdog re-armed' };
  }
  const peek = await retrying(deps, () => peekJob(db, message.job));
  if (!peek || peek.epoch < message.epoch) return againUnlessOrphan(deps, message);
  if (peek.webhook_due !== null) await announceDue(deps, message.job);
  if (peek.epoch > message.epoch || isTerminal(peek.status))
    return { kind: 'done', reason: 'the job has ended or moved on' };
  await publisher.replacement(message, callback.sourceMessageId, REPLACE_AFTER_SECONDS);
  await addUsage(db, message.job, { messages: 2, roundTrips: 2, functionMs: 0 });
  return { kind: 'done', reason: 'replaced on its line' };
}
