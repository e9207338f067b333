import { type ChildProcess, fork } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { TransientError } from '../../core/errors.ts';
import type { StepResult } from '../analyzer.ts';
import { ProcessDied } from './errors.ts';
import type { StepProcessFiles } from './files.ts';
import { HEAP_MB, NICER_BY } from './limits.ts';
import { type AloneRequest, errorOf, type Failure, type StepReply } from './messages.ts';
import { envelopeSchema, replySchema } from './reply-schema.ts';

/** What was sent before the end may be read after it. */
const LAST_WORDS_MS = 200;

/** One run of a step in a process of its own. */
export interface Run {
  /** Resolves when the step starts to run; rejects if it never does. */
  readonly begun: Promise<void>;
  /** The step's result or error; ProcessDied if the process ends without an answer. */
  readonly answer: Promise<StepResult<unknown>>;
  readonly answered: boolean;
}

/** A process that runs steps for its function. */
export interface Child {
  readonly pid: number | undefined;
  /** How many steps it was ever given. */
  readonly given: number;
  /** Whether it ever had two of them at once. */
  readonly crowded: boolean;
  run(request: AloneRequest): Run;
  /** Resolves when the process is gone, or was never there. */
  readonly gone: Promise<void>;
  /** Whether it holds its function's process awake. */
  hold(awake: boolean): void;
  /** Sends SIGKILL. */
  kill(): void;
}

function unavailable(why: string): TransientError {
  return new TransientError('isolation_unavailable', `The step's own process could not be started: ${why}.`);
}

/** At once: the threads that it starts, as those that collect its garbage, have the priority of who starts them. */
function putBehind(pid: number): void {
  try {
    setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + NICER_BY));
  } catch {
    // It has ended already, or the system forbids it: the step runs as well without.
  }
}

function start({ child, app }: StepProcessFiles): ChildProcess {
  const sourceMaps = process.sourceMapsEnabled ? ['--enable-source-maps'] : [];
  const started = fork(child, [app.href], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning', ...sourceMaps],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (started.pid !== undefined) putBehind(started.pid);
  return started;
}

function unreadable(why: string): Failure {
  return { is: 'failed', type: 'other', code: '', message: `The step's result cannot be read: ${why}` };
}

/** What happens to a step that a process is running. */
class Current implements Run {
  readonly #begun = Promise.withResolvers<void>();
  readonly #answer = Promise.withResolvers<StepResult<unknown>>();
  running = false;
  answered = false;

  constructor() {
    // Whoever waits sees the rejection; not both are waited for.
    for (const { promise } of [this.#begun, this.#answer]) promise.catch(() => {});
  }

  get begun() {
    return this.#begun.promise;
  }

  get answer() {
    return this.#answer.promise;
  }

  fail(error: Error): void {
    this.#begun.reject(error);
    this.#answer.reject(error);
  }

  hear(reply: StepReply): void {
    if (reply.is === 'begins') {
      this.running = true;
      this.#begun.resolve();
      return;
    }
    this.answered = true;
    if (reply.is === 'done') this.#answer.resolve(reply);
    else this.fail(errorOf(reply));
  }
}

/** The runs of a process that it has not answered for. */
class Runs {
  readonly #current = new Map<number, Current>();
  given = 0;
  crowded = false;

  add(): { run: number; current: Current } {
    const current = new Current();
    const run = ++this.given;
    this.#current.set(run, current);
    this.crowded ||= this.#current.size > 1;
    return { run, current };
  }

  hear(raw: unknown): void {
    const { data: envelope } = envelopeSchema.safeParse(raw);
    const current = envelope && this.#current.get(envelope.run);
    if (!current) return;
    const { data: reply, error } = replySchema.safeParse(envelope.reply);
    current.hear(reply ?? unreadable(String(error?.message)));
    if (current.answered) this.#current.delete(envelope.run);
  }

  fail(errorFor: (run: Current) => Error): void {
    for (const current of this.#current.values()) current.fail(errorFor(current));
  }
}

/** Starts a process. @throws TransientError isolation_unavailable, here or in the promises of its runs. */
export function startChild(files: StepProcessFiles): Child {
  const gone = Promise.withResolvers<void>();
  const child = started(files);
  const runs = new Runs();
  child.on('message', (raw) => runs.hear(raw));
  child.on('error', (error) => {
    runs.fail(() => unavailable(error.message));
    if (child.pid === undefined) gone.resolve();
  });
  child.once('exit', async (code, signal) => {
    gone.resolve();
    if (child.connected) await disconnected(child);
    const end = signal ? `ended by ${signal}` : `exited with code ${code}`;
    runs.fail(({ running }) =>
      running ? new ProcessDied(`The step's own process ${end}.`) : unavailable(`it ${end}`),
    );
  });
  return {
    pid: child.pid,
    get given() {
      return runs.given;
    },
    get crowded() {
      return runs.crowded;
    },
    run: (request) => {
      const { run, current } = runs.add();
      child.send({ run, request }, (error) => error && child.kill('SIGKILL'));
      return current;
    },
    gone: gone.promise,
    hold: (awake) => {
      if (awake) child.ref();
      else child.unref();
      if (awake) child.channel?.ref();
      else child.channel?.unref();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function started(files: StepProcessFiles): ChildProcess {
  try {
    return start(files);
  } catch (error) {
    throw unavailable(error instanceof Error ? error.message : String(error));
  }
}

function disconnected(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LAST_WORDS_MS);
    child.once('disconnect', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
