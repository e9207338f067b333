import { retrying } from '../jobs/context.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { peekJob } from '../jobs/peek.ts';
import { type Look, takeLook, type View } from '../jobs/turn/turn.ts';
import { addUsage } from '../jobs/usage.ts';
import type { Answer } from './answer.ts';
import type { EngineDeps } from './deps.ts';
import { hasWork, linesWorth, longestLease, watchdogDelaySeconds } from './lines.ts';
import type { WatchdogMessage } from './messages.ts';
import type { EngineSettings } from './settings.ts';
import { againUnlessOrphan } from './slice/absent.ts';
import { ensureSweeper } from './sweep/arm.ts';
import { announceDue } from './webhook/announce.ts';

/** Until the earliest step that the job waits for, if nothing runs and nothing is due; else 0. */
function waitOf({ now_ms: now, next_due_ms: due, any_lease_ms: lease }: View): number {
  return lease === null && due !== null ? Math.max(0, due - now) : 0;
}

/** The period of a job's next watchdog, in seconds. */
export function nextDelaySeconds(settings: EngineSettings, peek: View): number {
  return watchdogDelaySeconds({
    ...settings,
    leaseMs: longestLease(peek.stages),
    untilDeadlineMs: peek.deadline_ms - peek.now_ms,
    waitMs: waitOf(peek),
  });
}

/**
 * Whether to send one more slice: nobody is alive, or nothing moved and fewer lines are alive than the work is
 * worth. A lease that ended on a line that is not alive counts as not moved.
 */
export function needsRescue({ view, movedSince }: { view: View; movedSince: boolean }): boolean {
  if (!hasWork(view)) return false;
  const alive = view.alive_lines.length;
  if (alive === 0) return true;
  return (!movedSince || view.abandoned) && alive < linesWorth(view).length;
}

function overOf(message: WatchdogMessage, peek: View): string | null {
  if (peek.epoch > message.epoch) return 'a later epoch has begun';
  if (isTerminal(peek.status)) return `the job is ${peek.status}`;
  return peek.watch > message.gen ? 'a later watchdog looks after the job' : null;
}

/** Ends what is over, and passes the job to the watchdog whose message was accepted. */
function look(deps: EngineDeps, message: WatchdogMessage, delaySeconds: number): Promise<Look> {
  const { db, settings, clock } = deps;
  const { job: jobId, epoch, gen: generation } = message;
  const startedAt = clock.passed();
  return retrying(deps, () =>
    takeLook(db, {
      jobId,
      epoch,
      usage: { messages: 1, roundTrips: 2, functionMs: clock.passed() - startedAt },
      aliveMs: settings.aliveMs,
      watched: { generation, delaySeconds },
    }),
  );
}

/**
 * Rescues a job whose messages were lost. Only the watchdog of the row's generation acts: it arms the next,
 * then passes the job to it, so that there is one chain however often a message is delivered. Ends only when
 * the job has ended and its event has been published. An exhausted watchdog is handled in the same way.
 */
export async function watch(deps: EngineDeps, message: WatchdogMessage): Promise<Answer> {
  const { db, publisher, ids, settings, log } = deps;
  const peek = await retrying(deps, () => peekJob(db, message.job, settings.aliveMs));
  if (!peek || peek.epoch < message.epoch) return againUnlessOrphan(deps, message);
  if (peek.webhook_due !== null) await announceDue(deps, message.job);
  const over = overOf(message, peek);
  if (over !== null) return { kind: 'done', reason: over };

  const delaySeconds = nextDelaySeconds(settings, peek);
  await publisher.watchdog(message, message.gen + 1, delaySeconds);
  const { view, moved, movedSince } = await look(deps, message, delaySeconds);
  if (view && view.webhook_due !== null) await announceDue(deps, message.job);
  if (!view || view.epoch !== message.epoch) return { kind: 'done', reason: 'the job is gone' };
  if (moved) log.info('job_moved', { job: message.job, status: moved.status, stage: moved.stage });
  if (isTerminal(view.status)) return { kind: 'done', reason: `the job is ${view.status}` };
  await ensureSweeper(deps);
  if (!needsRescue({ view, movedSince })) return { kind: 'done', reason: 'nothing to rescue' };

  await publisher.rescue(message, ids.token());
  log.warn('job_rescued', { job: message.job, next_due_ms: view.next_due_ms, lease_ms: view.any_lease_ms });
  await addUsage(db, message.job, { messages: 1, roundTrips: 1, functionMs: 0 });
  return { kind: 'done', reason: 'published a slice on line w' };
}
