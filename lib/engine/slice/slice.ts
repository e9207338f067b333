import { backoffMs } from '../../core/retry.ts';
import { retrying } from '../../jobs/context.ts';
import { endJob } from '../../jobs/end.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { recountJob } from '../../jobs/recount.ts';
import type { StepOutcome, View } from '../../jobs/turn/turn.ts';
import { type Turn, takeTurn } from '../../jobs/turn/turn.ts';
import { addUsage } from '../../jobs/usage.ts';
import type { OpenJob } from '../analyzer.ts';
import type { Answer } from '../answer.ts';
import type { Delivery, EngineDeps } from '../deps.ts';
import { linesFor } from '../lines.ts';
import type { Message } from '../messages.ts';
import { announceDue } from '../webhook/announce.ts';
import { waitForJob } from './absent.ts';
import { decide } from './decide.ts';
import { openJob } from './open.ts';
import { type HeldStep, Running } from './running.ts';

/** Poll intervals while steps run: for more work if there is room, otherwise to notice that the job has ended. */
const LOOK_FOR_MORE_MS = 1_000;
const LOOK_FOR_END_MS = 5_000;

/** One invocation that works on a job: it takes turns and runs steps until nothing is left or its time is up. */
export class Slice {
  readonly #deps: EngineDeps;
  readonly #message: Message;
  readonly #run: string;
  readonly #startedAt: number;
  readonly #running: Running;
  #countedMs = 0;
  #uncountedTrips = 0;
  #uncountedMessages = 0;
  #open: OpenJob | null = null;
  #input: unknown;
  #polls = 0;
  #claimNotAfter: number | null = null;
  #runsAlone = false;

  constructor(deps: EngineDeps, message: Message, delivery: Delivery) {
    this.#deps = deps;
    this.#message = message;
    this.#run = deps.ids.token();
    this.#startedAt = deps.clock.now();
    const log = deps.log.with({
      job: message.job,
      epoch: message.epoch,
      line: message.line,
      message: delivery.messageId,
      retried: delivery.retried,
    });
    this.#deps = { ...deps, log };
    this.#running = new Running({ ...this.#deps, jobId: message.job, epoch: message.epoch });
  }

  /**
   * @throws any error that keeps the slice from committing. The caller asks for redelivery; leases expire on
   * their own.
   */
  async work(): Promise<Answer> {
    try {
      for (;;) {
        const answer = await this.#round();
        if (answer) return answer;
      }
    } finally {
      this.#running.giveUp();
    }
  }

  async #round(): Promise<Answer | null> {
    const turn = await this.#turn();
    const { view } = turn;
    if (!view || view.epoch < this.#message.epoch) {
      return waitForJob(this.#deps, this.#message, { sinceMs: this.#elapsed(), tries: ++this.#polls });
    }
    if (view.webhook_due !== null) await announceDue(this.#deps, this.#message.job);
    if (view.epoch > this.#message.epoch) return { kind: 'done', reason: 'a later epoch has begun' };
    if (turn.moved) await this.#afterMove(turn.moved, view);
    if (isTerminal(view.status)) return { kind: 'done', reason: `the job is ${view.status}` };
    if (!(await this.#openedOrEnded(view))) return null;
    this.#startClaimed(turn.held, view);
    if (!this.#running.idle) {
      await this.#waitForOutcomes(view);
      return null;
    }
    return this.#idle(view);
  }

  async #turn(): Promise<Turn & { held: HeldStep[] }> {
    const { db, settings } = this.#deps;
    const outcomes = this.#running.take();
    const token = this.#deps.ids.token();
    const usage = {
      messages: this.#uncountedMessages,
      roundTrips: 0,
      functionMs: this.#elapsed() - this.#countedMs,
    };
    const send = () => {
      this.#uncountedTrips++;
      return takeTurn(db, {
        jobId: this.#message.job,
        epoch: this.#message.epoch,
        token,
        line: this.#message.line,
        outcomes,
        usage: { ...usage, roundTrips: this.#uncountedTrips },
        lostLimit: settings.lostLimit,
        writes: this.#writes(outcomes, token),
        claim: this.#mayClaim() ? { held: this.#running.size, notAfterMs: this.#claimNotAfter } : null,
        withInput: this.#open === null,
      });
    };
    const turn = await retrying(this.#deps, send);
    if (turn.view?.epoch === this.#message.epoch) {
      this.#countedMs += usage.functionMs;
      this.#uncountedTrips = 0;
      this.#uncountedMessages = 0;
      this.#claimNotAfter = turn.view.now_ms + Math.max(0, this.#leftMs());
    }
    return { ...turn, held: turn.claimed.map((step) => ({ ...step, token })) };
  }

  #writes(outcomes: StepOutcome[], token: string) {
    const context = { jobId: this.#message.job, token };
    return (this.#open?.stages ?? []).flatMap((stage, index) => {
      const records = outcomes.flatMap((outcome) =>
        outcome.result === 'done' && outcome.stage === index
          ? [{ key: outcome.key, record: outcome.record }]
          : [],
      );
      return records.length > 0 ? stage.write(records, context) : [];
    });
  }

  async #openedOrEnded(view: View): Promise<boolean> {
    if (this.#open) return true;
    const opened = openJob(this.#deps.analyzers, view);
    if (opened.kind === 'open') {
      this.#open = opened.job;
      this.#input = view.input;
      return true;
    }
    const { job, epoch } = this.#message;
    this.#deps.log.warn('analyzer_changed', { version: view.analyzer_version });
    await retrying(this.#deps, () =>
      endJob(this.#deps.db, job, epoch, { ...opened, code: 'analyzer_changed' }),
    );
    return false;
  }

  /** A step that has lost a lease before runs alone in its slice. */
  #mayClaim(): boolean {
    return this.#leftMs() > 0 && !(this.#runsAlone && this.#running.size > 0);
  }

  #startClaimed(held: HeldStep[], view: View): void {
    this.#runsAlone = held.length > 0 ? held.some((step) => step.lost > 0) : this.#runsAlone;
    for (const step of held) {
      const stage = this.#open?.stages[step.stage];
      if (!stage) throw new Error(`${view.kind} has no stage ${step.stage}`);
      this.#polls = 0;
      this.#running.start(step, stage, { kind: view.kind, input: this.#input });
    }
  }

  async #waitForOutcomes(view: View): Promise<void> {
    const { settings } = this.#deps;
    const room =
      view.next_due_ms !== null && this.#running.size < (view.stages[view.stage]?.concurrency ?? 1);
    const lookMs = room && this.#mayClaim() ? LOOK_FOR_MORE_MS : LOOK_FOR_END_MS;
    const untilEnd = settings.functionMaxMs - settings.functionMarginMs - this.#elapsed();
    if (untilEnd <= 0) this.#running.giveUp();
    await this.#running.wait(settings.groupMs, Math.min(lookMs, Math.max(0, untilEnd)));
  }

  async #idle(view: View): Promise<Answer | null> {
    const { settings, clock, random, log } = this.#deps;
    const decision = decide(view, {
      leftMs: this.#leftMs(),
      shortWaitMs: settings.shortWaitMs,
      pollMs: 50 + backoffMs({ baseMs: 200, capMs: 2_000 }, ++this.#polls, random),
    });
    switch (decision.kind) {
      case 'acknowledge':
        return { kind: 'done', reason: decision.reason };
      case 'busy':
        return {
          kind: 'again',
          reason: 'steps of this line are still leased',
          afterSeconds: decision.afterSeconds,
        };
      case 'wait':
        await clock.sleep(decision.ms);
        return null;
      case 'hand_over':
        return this.#handOver(decision.delaySeconds);
      case 'broken':
        log.error('counters_recounted', { left: view.stage_left, done: view.done, failed: view.failed });
        await recountJob(this.#deps.db, this.#message.job, this.#message.epoch);
        return { kind: 'again', reason: 'the counters did not agree with the steps', afterSeconds: 1 };
    }
  }

  async #handOver(delaySeconds: number): Promise<Answer> {
    const { publisher, db } = this.#deps;
    await publisher.continuation(this.#message, this.#run, 1, delaySeconds);
    const functionMs = this.#elapsed() - this.#countedMs;
    const usage = { messages: 1 + this.#uncountedMessages, roundTrips: this.#uncountedTrips + 1, functionMs };
    await addUsage(db, this.#message.job, usage).catch((error: unknown) => {
      this.#deps.log.warn('usage_not_recorded', { error: String(error) });
    });
    return { kind: 'done', reason: 'handed over' };
  }

  /**
   * When this slice opened a stage, publishes messages on further lines. For speed only: losing them is
   * harmless.
   */
  async #afterMove(moved: NonNullable<Turn['moved']>, view: View): Promise<void> {
    const { log, publisher } = this.#deps;
    log.info('job_moved', { status: moved.status, stage: moved.stage, done: view.done, failed: view.failed });
    if (isTerminal(moved.status)) return;
    const concurrency = view.stages[moved.stage]?.concurrency ?? 1;
    const lines = linesFor(moved.stage_left, concurrency, null).filter((line) => line !== this.#message.line);
    if (moved.stage_left <= concurrency || lines.length === 0) return;
    await publisher.stageLines(this.#message, moved.stage, lines);
    this.#uncountedMessages += lines.length;
  }

  #elapsed(): number {
    return this.#deps.clock.now() - this.#startedAt;
  }

  #leftMs(): number {
    return this.#deps.settings.sliceBudgetMs - this.#elapsed();
  }
}
