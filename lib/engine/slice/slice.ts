import { oneByOne } from '../../core/one-by-one.ts';
import { backoffMs } from '../../core/retry.ts';
import { retrying } from '../../jobs/context.ts';
import { endJob } from '../../jobs/end.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { recountJob } from '../../jobs/recount.ts';
import { type SliceRef, type StepOutcome, type Turn, takeTurn, type View } from '../../jobs/turn/turn.ts';
import type { OpenJob } from '../analyzer.ts';
import type { Answer } from '../answer.ts';
import type { Delivery, EngineDeps } from '../deps.ts';
import type { SliceMessage } from '../messages.ts';
import { announceDue } from '../webhook/announce.ts';
import { waitForJob } from './absent.ts';
import { bounded } from './bounds.ts';
import { claimRoom } from './claim-room.ts';
import { continueLater } from './continue-later.ts';
import { decide } from './decide.ts';
import { isSpare, missingLines, sendForLines } from './further-lines.ts';
import { Growth } from './growth.ts';
import { HeldWait, nextLookMs } from './held-wait.ts';
import { openJob } from './open.ts';
import { Pace, type Paces } from './pace.ts';
import { type HeldStep, Running } from './running.ts';
import { SliceTime } from './slice-time.ts';
import { sendOrSplit } from './split.ts';
import { writesOf } from './writes.ts';

/** Turns of one job wait for its row: in this process they do so here, without a connection, unless one hangs. */
const inTurn = oneByOne(2_000);

const paces: Paces = new Map();

/** One invocation that works on a job: it takes turns and runs steps until nothing is left or its time is up. */
export class Slice {
  readonly #deps: EngineDeps;
  readonly #message: SliceMessage;
  readonly #ref: SliceRef;
  readonly #time: SliceTime;
  readonly #running: Running;
  #uncountedTrips = 0;
  #uncountedMessages = 0;
  #open: OpenJob | null = null;
  /** The job's stored input, which the first turn reads. */
  #input: unknown;
  #view: View | null = null;
  #polls = 0;
  readonly #held = new HeldWait();
  readonly #growth = new Growth();
  readonly #pace: Pace;

  constructor(deps: EngineDeps, message: SliceMessage, delivery: Delivery) {
    this.#message = message;
    this.#pace = new Pace(paces, message.kind);
    this.#ref = {
      run: deps.ids.token(),
      line: message.line,
      process: deps.process,
      message: delivery.messageId,
    };
    this.#time = new SliceTime(deps.clock, deps.settings);
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
    const isFirst = this.#view === null;
    const turn = await this.#turn();
    const { view } = turn;
    if (!view || view.epoch < this.#message.epoch) {
      const { answer, roundTrips } = await waitForJob(this.#deps, this.#message);
      this.#uncountedTrips += roundTrips;
      return answer;
    }
    this.#view = view;
    if (view.webhook_due !== null) await announceDue(this.#deps, this.#message.job);
    if (view.epoch > this.#message.epoch) return { kind: 'done', reason: 'a later epoch has begun' };
    if (turn.moved) this.#deps.log.info('job_moved', { ...turn.moved, done: view.done, failed: view.failed });
    if (isTerminal(view.status)) return { kind: 'done', reason: `the job is ${view.status}` };
    if (!(await this.#openedOrEnded(view))) return null;
    this.#startClaimed(turn.held, view);
    if (!this.#running.idle) {
      if (this.#held.isOver(this.#running.size, view))
        await this.#sendFor(this.#ref.run, missingLines(view), view);
      await this.#waitForOutcomes(view);
      return null;
    }
    if (isSpare(view, this.#message.line) && (view.preceded || view.line_lease_ms === null))
      return { kind: 'done', reason: 'others are alive, and go on' };
    // After an outage one slice is sent: if it finds much work and nobody else, it sends for the other lines.
    if (isFirst && this.#message.line === 'w') await this.#sendFor(this.#ref.run, missingLines(view), view);
    return this.#idle(view);
  }

  async #turn(): Promise<Turn & { held: HeldStep[] }> {
    const outcomes = this.#running
      .take()
      .map((outcome) => bounded(outcome, this.#time.untilDeadlineMs(this.#view)));
    const mayClaim = this.#mayClaim();
    return sendOrSplit(outcomes, mayClaim, (some, claims) => this.#send(some, claims));
  }

  /** One turn, sent again under the same token if its answer is lost. */
  async #send(outcomes: StepOutcome[], claims: boolean): Promise<Turn & { held: HeldStep[] }> {
    const { db, settings, ids, clock } = this.#deps;
    const token = ids.token();
    const [messages, functionMs] = [this.#uncountedMessages, this.#time.uncountedMs];
    const { size, busyMs } = this.#running;
    const held = size - this.#pace.ahead(this.#view, this.#open, outcomes, busyMs);
    const send = () => {
      this.#uncountedTrips++;
      const request = {
        jobId: this.#message.job,
        epoch: this.#message.epoch,
        token,
        slice: this.#ref,
        outcomes,
        usage: { messages, functionMs, roundTrips: this.#uncountedTrips },
        lostLimit: settings.lostLimit,
        aliveMs: settings.aliveMs,
        writes: writesOf(this.#open, outcomes, { jobId: this.#message.job, token }),
        claim: claims ? claimRoom(this.#deps, held, this.#time.claimNotAfterMs) : null,
        withInput: this.#open === null,
      };
      return inTurn(this.#message.job, clock, () => takeTurn(db, request));
    };
    const turn = await retrying(this.#deps, send);
    if (turn.view) this.#time.learn(turn.view.now_ms);
    if (turn.view?.epoch === this.#message.epoch) {
      this.#time.count(functionMs);
      this.#uncountedTrips = 0;
      this.#uncountedMessages -= messages;
    }
    return { ...turn, held: turn.claimed.map((step) => ({ ...step, token })) };
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

  /** The watchdog's line first looks whether it is needed. */
  #mayClaim(): boolean {
    const { line } = this.#message;
    if (line === 'w' && (this.#view === null || isSpare(this.#view, line))) return false;
    return this.#time.leftMs > 0;
  }

  #startClaimed(held: HeldStep[], view: View): void {
    for (const step of held) {
      const stage = this.#open?.stages[step.stage];
      if (!stage) throw new Error(`${view.kind} has no stage ${step.stage}`);
      this.#polls = 0;
      this.#held.claimed();
      this.#running.start(step, stage, { kind: view.kind, input: this.#input });
    }
  }

  async #waitForOutcomes(view: View): Promise<void> {
    const { settings } = this.#deps;
    const lookMs = nextLookMs(view, this.#running.size, this.#mayClaim());
    const untilEnd = this.#time.untilKilledMs;
    if (untilEnd <= 0) this.#running.giveUp();
    const mostMs = Math.min(lookMs, Math.max(0, untilEnd));
    if (await this.#quicklyThrough(view, mostMs)) return;
    await this.#running.wait(settings.groupMs, mostMs);
    this.#running.giveBackWaiting();
  }

  /** Waits as long as steps may run that are worth no further lines, then sends for them. @returns whether all ended. */
  async #quicklyThrough(view: View, mostMs: number): Promise<boolean> {
    const leftMs = () => this.#growth.leftMs(view, this.#message.line, this.#running.busyMs);
    const quickMs = leftMs();
    if (quickMs === null) return false;
    await this.#running.wait(Math.min(quickMs, this.#deps.settings.groupMs), Math.min(quickMs, mostMs));
    if (this.#running.size === 0) return true;
    if (leftMs() === 0) {
      this.#growth.grown();
      await this.#sendFor(`g${view.stage}`, missingLines(view), view);
    }
    return false;
  }

  async #idle(view: View): Promise<Answer | null> {
    const { settings, clock, random, log } = this.#deps;
    const decision = decide(view, {
      leftMs: this.#time.leftMs,
      shortWaitMs: settings.shortWaitMs,
      heldWaitMs: this.#held.leftMs,
      pollMs: 50 + backoffMs({ baseMs: 200, capMs: 2_000 }, ++this.#polls, random),
      line: this.#message.line,
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
        this.#held.waits(decision.ms, view);
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
    const usage = {
      messages: 1 + this.#uncountedMessages,
      roundTrips: this.#uncountedTrips + 1,
      functionMs: this.#time.uncountedMs,
    };
    return continueLater(this.#deps, this.#message, { run: this.#ref.run, usage, delaySeconds });
  }

  async #sendFor(cause: string, lines: string[], view: View): Promise<void> {
    this.#uncountedMessages += await sendForLines(this.#deps, this.#message, { cause, lines, view });
  }
}
