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

/** A process that runs one step. */
export interface Child {
  readonly pid: number | undefined;
  /** Resolves when the step starts to run; rejects if it never does. */
  readonly begun: Promise<void>;
  /** The step's result or error; ProcessDied if the process ends without an answer. */
  readonly answer: Promise<StepResult<unknown>>;
  /** Resolves when the process is gone, or was never there. */
  readonly gone: Promise<void>;
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

/** Starts a process for `request`. @throws TransientError isolation_unavailable, here or in its promises. */
export function startChild(files: StepProcessFiles, request: AloneRequest): Child {
  const begun = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<StepResult<unknown>>();
  const gone = Promise.withResolvers<void>();
  // Whoever waits sees the rejection; not both are waited for.
  for (const { promise } of [begun, answer]) promise.catch(() => {});
  const child = started(files);
  let running = false;
  const fail = (error: Error) => {
    begun.reject(error);
    answer.reject(error);
  };
  child.on('message', (raw) => {
    const { data: reply, error } = replySchema.safeParse(raw);
    if (!reply) return fail(new Error(`The step's result cannot be read: ${error.message}`));
    if (reply.is === 'failed') return fail(errorOf(reply));
    if (reply.is === 'done') return answer.resolve(reply);
    running = true;
    begun.resolve();
  });
  child.on('error', (error) => {
    fail(unavailable(error.message));
    if (child.pid === undefined) gone.resolve();
  });
  child.once('exit', async (code, signal) => {
    gone.resolve();
    if (child.connected) await disconnected(child);
    const end = signal ? `ended by ${signal}` : `exited with code ${code}`;
    fail(running ? new ProcessDied(`The step's own process ${end}.`) : unavailable(`it ${end}`));
  });
  child.send(request, (error) => error && child.kill('SIGKILL'));
  return {
    pid: child.pid,
    begun: begun.promise,
    answer: answer.promise,
    gone: gone.promise,
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
