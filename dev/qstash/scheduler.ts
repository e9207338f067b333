import { QueueFileError } from './file-faults.ts';
import type { FlowGate } from './flow-gate.ts';
import type { Message } from './message.ts';
import { fireDue } from './schedule-fire.ts';
import type { Store } from './store.ts';

const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Until the file is tried again after a fault, such as a full disk. */
export const FILE_RETRY_MS = 1_000;

/** Delivers one message and records the outcome. A started message must be ended or left to recovery. */
export type Deliver = (
  message: Message,
  signal: AbortSignal,
  track: (work: Promise<unknown>) => void,
) => Promise<void>;

interface SchedulerOptions {
  store: Store;
  gate: FlowGate;
  now: () => number;
  /** Maximum parallel deliveries, over all keys. */
  parallelism: number;
  deliver: Deliver;
}

/** Starts deliveries and fires schedules on time, with one timer for the next due item and no polling. */
export class Scheduler {
  private readonly options: SchedulerOptions;
  private readonly running = new Set<AbortController>();
  private readonly work = new Set<Promise<unknown>>();
  private idlers: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private woken = false;
  private stopped = false;

  constructor(options: SchedulerOptions) {
    this.options = options;
  }

  /** Checks for due messages at the end of this event-loop tick. */
  wake(): void {
    if (this.woken || this.stopped) return;
    this.woken = true;
    setImmediate(() => {
      this.woken = false;
      this.look();
    });
  }

  inFlight(): number {
    return this.running.size;
  }

  /** Resolves when nothing is in flight or due, except for paused keys. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idlers.push(resolve);
      this.answerIdlers();
      this.wake();
    });
  }

  /** Aborts deliveries in flight without recording an outcome. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const controller of this.running) controller.abort();
    await Promise.allSettled(this.work);
    this.answerIdlers();
  }

  private look(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    try {
      this.deliverDue();
    } catch (error) {
      const shown = this.options.store.fault(error);
      if (!(shown instanceof QueueFileError)) throw error;
      this.timer = setTimeout(() => this.look(), FILE_RETRY_MS);
    }
  }

  private deliverDue(): void {
    fireDue(this.options.store, this.options.gate, this.options.now());
    while (this.free() > 0) {
      const batch = this.admitDue();
      if (batch === undefined) break;
      for (const message of batch) this.launch(message);
    }
    this.setTimer();
    this.answerIdlers();
  }

  private free(): number {
    return this.options.parallelism - this.running.size;
  }

  /** Marks due messages as begun, in one transaction; undefined if no open key has any. */
  private admitDue(): Message[] | undefined {
    const { store, gate } = this.options;
    const now = this.options.now();
    const due = store.messages.due(now, gate.closed(now), this.free());
    if (due.length === 0) return undefined;
    const reserved: string[] = [];
    const admit = ({ flowKey }: { flowKey: string | null }) => {
      if (flowKey === null) return true;
      const admitted = gate.admit(flowKey, now);
      if (admitted) reserved.push(flowKey);
      return admitted;
    };
    try {
      return store.transaction(() => due.filter(admit).map(({ seq }) => store.messages.begin(seq)));
    } catch (error) {
      for (const key of reserved) gate.release(key);
      throw error;
    }
  }

  private launch(message: Message): void {
    const controller = new AbortController();
    this.running.add(controller);
    const delivery = this.options
      .deliver(message, controller.signal, (work) => this.track(work))
      .finally(() => {
        this.running.delete(controller);
        if (message.flow !== null) this.options.gate.release(message.flow.key);
      });
    this.track(delivery);
  }

  private track(work: Promise<unknown>): void {
    const tracked = work.finally(() => {
      this.work.delete(tracked);
      this.wake();
    });
    this.work.add(tracked);
  }

  private setTimer(): void {
    const { store, gate, now } = this.options;
    const time = now();
    const never = Number.POSITIVE_INFINITY;
    const due = this.free() <= 0 ? never : (store.messages.nextDue(gate.closed(time)) ?? never);
    const opening = this.free() <= 0 ? never : gate.nextOpening();
    const next = Math.min(due, opening, store.schedules.nextDue() ?? never);
    if (next === never) return;
    const delay = Math.min(Math.max(0, next - time), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.look(), delay);
  }

  private answerIdlers(): void {
    if (this.idlers.length === 0) return;
    const { store, now } = this.options;
    const time = now();
    const firing = (store.schedules.nextDue() ?? Number.POSITIVE_INFINITY) <= time;
    const busy = this.work.size > 0 || firing || store.messages.hasDue(time);
    if (busy && !this.stopped) return;
    const idlers = this.idlers;
    this.idlers = [];
    for (const resolve of idlers) resolve();
  }
}
