import { decide } from '../../lib/engine/slice/decide.ts';
import { finalStatus, isTerminal } from '../../lib/jobs/lifecycle.ts';
import { progressOf } from '../../lib/jobs/progress.ts';
import type { JobStatus, StagePlan } from '../../lib/jobs/types.ts';

const LEASE_MS = 30_000;
const LOST_LIMIT = 3;
const DELIVERIES = 6;
const REDELIVER_MS = 5_000;
const CONCURRENCY = 3;

interface Step {
  key: number;
  stage: number;
  status: 'pending' | 'running' | 'done' | 'failed';
  token: number | null;
  line: number | null;
  leaseUntil: number;
  lost: number;
  dueAt: number;
  /** How often its effect was written. */
  effects: number;
}

interface Message {
  line: number;
  dueAt: number;
  left: number;
  handled: boolean;
}

interface Slice {
  message: Message;
  held: { key: number; token: number }[];
  dead: boolean;
}

const stage = (name: string): StagePlan => ({
  name,
  share: 0.5,
  concurrency: CONCURRENCY,
  timeout_ms: 20_000,
  lease_ms: LEASE_MS,
  provider: null,
});

/** A job, its messages and its slices in memory: the protocol, with the decisions taken by the engine's own functions. */
export class World {
  now = 0;
  status: JobStatus = 'queued';
  stage = 0;
  readonly steps: Step[];
  readonly messages: Message[] = [];
  readonly slices: Slice[] = [];
  readonly statuses: JobStatus[] = ['queued'];
  percent = 0;
  #token = 0;

  constructor(first: number, second: number, lines: number) {
    const plan = [...Array(first).fill(0), ...Array(second).fill(1)];
    this.steps = plan.map((of, key) => ({
      key,
      stage: of,
      status: 'pending',
      token: null,
      line: null,
      leaseUntil: 0,
      lost: 0,
      dueAt: 0,
      effects: 0,
    }));
    for (let line = 0; line < lines; line++) this.#publish(line, 0);
  }

  get over(): boolean {
    return isTerminal(this.status);
  }

  /** Some message of the job is waiting or being handled: the job cannot be stuck. */
  get alive(): boolean {
    return this.messages.length > 0;
  }

  due(): Message[] {
    return this.messages.filter((message) => !message.handled && message.dueAt <= this.now);
  }

  running(): Slice[] {
    return this.slices.filter((slice) => !slice.dead);
  }

  deliver(message: Message): void {
    message.handled = true;
    const slice: Slice = { message, held: [], dead: false };
    this.slices.push(slice);
    this.#turn(slice, []);
  }

  /** The slice dies, or its answer is lost: the message comes again, or is replaced on its own line. */
  kill(slice: Slice): void {
    slice.dead = true;
    this.#again(slice.message, REDELIVER_MS);
  }

  /** A run of a step ends; a dead slice's is a zombie's, and must change nothing it no longer holds. */
  finish(slice: Slice, outcome: 'done' | 'failed' | 'retry'): void {
    const step = slice.held.shift();
    if (step) this.#turn(slice, [{ ...step, outcome }]);
  }

  cancel(): void {
    if (!this.over) this.#become('cancelled');
  }

  #publish(line: number, delayMs: number): void {
    this.messages.push({ line, dueAt: this.now + delayMs, left: DELIVERIES, handled: false });
  }

  #acknowledge(message: Message): void {
    const at = this.messages.indexOf(message);
    if (at >= 0) this.messages.splice(at, 1);
  }

  #again(message: Message, afterMs: number): void {
    if (!this.messages.includes(message)) return;
    message.left--;
    message.handled = false;
    message.dueAt = this.now + afterMs;
    if (message.left > 0) return;
    this.#acknowledge(message);
    if (!this.over) this.#publish(message.line, REDELIVER_MS);
  }

  #become(status: JobStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.statuses.push(status);
  }

  #turn(
    slice: Slice,
    outcomes: { key: number; token: number; outcome: 'done' | 'failed' | 'retry' }[],
  ): void {
    if (!this.over) {
      this.#become('processing');
      for (const each of outcomes) this.#settle(each);
      this.#reap();
      this.#advance();
    }
    if (slice.dead) return;
    if (!this.over) this.#claim(slice);
    this.#note();
    if (slice.held.length === 0) this.#idle(slice);
  }

  #settle({
    key,
    token,
    outcome,
  }: {
    key: number;
    token: number;
    outcome: 'done' | 'failed' | 'retry';
  }): void {
    const step = this.steps[key];
    if (step?.status !== 'running' || step.token !== token) return;
    step.status = outcome === 'retry' ? 'pending' : outcome;
    step.token = null;
    step.line = null;
    if (outcome === 'done') step.effects++;
    if (outcome === 'retry') step.dueAt = this.now + 7_000;
  }

  #reap(): void {
    for (const step of this.steps) {
      const ended = step.status === 'running' && step.leaseUntil <= this.now && step.lost + 1 >= LOST_LIMIT;
      if (ended) Object.assign(step, { status: 'failed', token: null, line: null, lost: step.lost + 1 });
    }
  }

  #advance(): void {
    const unfinished = this.steps.filter(({ status }) => status === 'pending' || status === 'running');
    if (unfinished.length > 0) {
      this.stage = Math.min(...unfinished.map((step) => step.stage));
      return;
    }
    const count = (status: Step['status']) => this.steps.filter((step) => step.status === status).length;
    this.#become(finalStatus({ done: count('done'), failed: count('failed'), overdue: false }));
  }

  #claim(slice: Slice): void {
    const here = this.steps.filter((step) => step.stage === this.stage);
    const room = CONCURRENCY - slice.held.length;
    const isDue = (step: Step) => step.status === 'pending' && step.dueAt <= this.now;
    const fresh = here.filter((step) => isDue(step) && step.lost === 0).slice(0, room);
    const expired = (step: Step) => step.status === 'running' && step.leaseUntil <= this.now;
    const alone =
      slice.held.length === 0 ? here.filter((step) => (isDue(step) && step.lost > 0) || expired(step)) : [];
    const token = ++this.#token;
    for (const step of fresh.length > 0 ? fresh : alone.slice(0, 1)) {
      if (step.status === 'running') step.lost++;
      Object.assign(step, {
        status: 'running',
        token,
        line: slice.message.line,
        leaseUntil: this.now + LEASE_MS,
      });
      slice.held.push({ key: step.key, token });
    }
  }

  #idle(slice: Slice): void {
    const here = this.steps.filter((step) => step.stage === this.stage);
    const least = (values: number[]) => (values.length === 0 ? null : Math.min(...values));
    const running = here.filter((step) => step.status === 'running');
    const seen = {
      status: this.status,
      now_ms: this.now,
      next_due_ms: least(here.filter((step) => step.status === 'pending').map((step) => step.dueAt)),
      line_lease_ms: least(
        running.filter((step) => step.line === slice.message.line).map((step) => step.leaseUntil),
      ),
      any_lease_ms: least(running.map((step) => step.leaseUntil)),
      held_by: null,
      held_until_ms: null,
      alive_lines: [],
    };
    // No time left: the slice never sleeps here, it always hands over.
    const decision = decide(seen, {
      leftMs: 0,
      shortWaitMs: 0,
      heldWaitMs: 0,
      pollMs: 1,
      line: String(slice.message.line),
    });
    slice.dead = true;
    if (decision.kind === 'broken') throw new Error('an unfinished job has nothing left');
    if (decision.kind === 'busy') {
      this.#again(slice.message, decision.afterSeconds * 1000);
      return;
    }
    if (decision.kind === 'hand_over') this.#publish(slice.message.line, decision.delaySeconds * 1000);
    this.#acknowledge(slice.message);
  }

  /** What a reader would see now. */
  #note(): void {
    const here = this.steps.filter((step) => step.stage === this.stage);
    const left = here.filter(({ status }) => status === 'pending' || status === 'running').length;
    const count = (status: Step['status']) => this.steps.filter((step) => step.status === status).length;
    const { percent } = progressOf(
      {
        status: this.status,
        stages: [stage('first'), stage('second')],
        stage: this.stage,
        stageTotal: here.length,
        stageLeft: left,
        total: this.steps.length,
        done: count('done'),
        failed: count('failed'),
        startedAt: 0,
      },
      this.now,
    );
    if (percent < this.percent) throw new Error(`progress went back from ${this.percent} to ${percent}`);
    this.percent = percent;
  }
}
