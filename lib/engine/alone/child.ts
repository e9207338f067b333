import { type ChildProcess, fork } from 'node:child_process';
import { TransientError } from '../../core/errors.ts';
import type { StepResult } from '../analyzer.ts';
import { ProcessDied } from './errors.ts';
import type { StepProcessFiles } from './files.ts';
import { HEAP_MB } from './limits.ts';
import { type AloneRequest, errorOf } from './messages.ts';
import { replySchema } from './reply-schema.ts';

/** What was sent before the end may be read after it. */
const LAST_WORDS_MS = 200;

/** One run of a step in a process of its own. */
export interface Run {
  /** Resolves when the step starts to run; rejects if it never does. */
  readonly begun: Promise<void>;
  /** The step's result or error; ProcessDied if the process ends without an answer. */
  readonly answer: Promise<StepResult<unknown>>;
}

/** A process that runs one step after another, never two at once. */
export interface Child {
  readonly pid: number | undefined;
  /** How many steps it has answered for. */
  readonly served: number;
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

function start({ child, app }: StepProcessFiles): ChildProcess {
  const sourceMaps = process.sourceMapsEnabled ? ['--enable-source-maps'] : [];
  return fork(child, [app.href], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning', ...sourceMaps],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** What happens to the step that a process is running. */
class Current implements Run {
  readonly #begun = Promise.withResolvers<void>();
  readonly #answer = Promise.withResolvers<StepResult<unknown>>();
  running = false;

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

  /** @returns whether that was the answer. */
  hear(raw: unknown): boolean {
    const { data: reply, error } = replySchema.safeParse(raw);
    if (reply?.is === 'begins') {
      this.running = true;
      this.#begun.resolve();
      return false;
    }
    if (reply?.is === 'done') this.#answer.resolve(reply);
    else this.fail(reply ? errorOf(reply) : new Error(`The step's result cannot be read: ${error?.message}`));
    return true;
  }
}

/** Starts a process. @throws TransientError isolation_unavailable, here or in the promises of its runs. */
export function startChild(files: StepProcessFiles): Child {
  const gone = Promise.withResolvers<void>();
  const child = started(files);
  let current: Current | null = null;
  let served = 0;
  child.on('message', (raw) => {
    if (!current?.hear(raw)) return;
    current = null;
    served++;
  });
  child.on('error', (error) => {
    current?.fail(unavailable(error.message));
    if (child.pid === undefined) gone.resolve();
  });
  child.once('exit', async (code, signal) => {
    gone.resolve();
    if (child.connected) await disconnected(child);
    const end = signal ? `ended by ${signal}` : `exited with code ${code}`;
    current?.fail(
      current.running ? new ProcessDied(`The step's own process ${end}.`) : unavailable(`it ${end}`),
    );
  });
  return {
    pid: child.pid,
    get served() {
      return served;
    },
    run: (request) => {
      const run = new Current();
      current = run;
      child.send(request, (error) => error && child.kill('SIGKILL'));
      return run;
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
