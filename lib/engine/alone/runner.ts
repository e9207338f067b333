import type { Clock } from '../../core/clock.ts';
import type { StepResult } from '../analyzer.ts';
import { type Child, type Run, startChild } from './child.ts';
import { GivenBack, ProcessDied, stepTimeout } from './errors.ts';
import type { StepProcessFiles } from './files.ts';
import { MOST_UNPROVEN } from './limits.ts';
import type { AloneRequest } from './messages.ts';
import { Places } from './places.ts';

/** Runs steps in processes of their own, which are ended at the steps' timeouts whatever they do. */
export interface AloneRunner {
  /**
   * @throws the step's PermanentError or TransientError; any other of its errors as an Error with its message;
   * ProcessDied; TransientError `step_timeout` or `isolation_unavailable`; GivenBack if too many others run or
   * the process starts too slowly; the signal's reason. Unless the step itself has answered, its process has
   * been ended when this settles.
   */
  run(request: AloneRequest, signal: AbortSignal): Promise<StepResult<unknown>>;
}

export interface AloneDeps {
  files: StepProcessFiles;
  clock: Clock;
  /** What the lease of such a step lasts longer, in milliseconds: waiting and starting must fit into it. */
  marginMs: number;
  /** Processes at once. */
  atOnce: number;
}

/** A process that has answered waits this long for the next step: starting one costs half a second. */
const IDLE_MS = 3_000;

/** Processes that have answered and wait for another step. */
class Idle {
  readonly #children = new Map<Child, NodeJS.Timeout>();

  take(): Child | undefined {
    for (const [child, timer] of this.#children) {
      clearTimeout(timer);
      this.#children.delete(child);
      child.hold(true);
      return child;
    }
    return undefined;
  }

  put(child: Child): void {
    child.hold(false);
    const timer = setTimeout(() => child.kill(), IDLE_MS);
    timer.unref();
    this.#children.set(child, timer);
    child.gone.then(() => {
      clearTimeout(timer);
      this.#children.delete(child);
    });
  }
}

export function createAloneRunner({ files, clock, marginMs, atOnce }: AloneDeps): AloneRunner {
  const places = new Places(atOnce, clock);
  const idle = new Idle();
  /** Steps whose process died after it had run others: only a process that ran nothing else can convict them. */
  const unproven = new Set<string>();

  const runIn = async (child: Child, { startMs, request, signal }: Omit<Waiting, 'clock' | 'run'>) => {
    const name = `${request.jobId}/${request.step.key}`;
    const others = child.served;
    try {
      const result = await answerOf({ run: child.run(request), startMs, request, clock, signal });
      unproven.delete(name);
      return result;
    } catch (error) {
      if (!(error instanceof ProcessDied) || others === 0) throw error;
      if (unproven.size < MOST_UNPROVEN) unproven.add(name);
      throw new GivenBack('the process had run other steps before');
    }
  };

  return {
    run: async (request, signal) => {
      const startBy = clock.passed() + marginMs * 0.9;
      await places.take(marginMs / 2, signal);
      let child: Child | undefined;
      try {
        const mustBeNew = unproven.has(`${request.jobId}/${request.step.key}`);
        child = (mustBeNew ? undefined : idle.take()) ?? startChild(files);
        const before = child.served;
        try {
          return await runIn(child, { startMs: startBy - clock.passed(), request, signal });
        } finally {
          if (child.served > before) {
            idle.put(child);
            child = undefined;
          }
        }
      } finally {
        child?.kill();
        const left = child?.gone ?? Promise.resolve();
        left.then(() => places.leave());
      }
    },
  };
}

interface Waiting {
  run: Run;
  startMs: number;
  request: AloneRequest;
  clock: Clock;
  signal: AbortSignal;
}

async function answerOf({ run, startMs, request, clock, signal }: Waiting) {
  const over = new AbortController();
  const within = async <T>(ms: number, wanted: Promise<T>, late: () => Error): Promise<T> => {
    const limit = clock.sleep(ms, AbortSignal.any([signal, over.signal])).then(() => {
      throw late();
    });
    limit.catch(() => {});
    return await Promise.race([wanted, limit]);
  };
  try {
    await within(startMs, run.begun, () => new GivenBack('the process of the step was not ready in time'));
    const { timeoutMs } = request;
    return await within(timeoutMs, run.answer, () => stepTimeout(timeoutMs));
  } finally {
    over.abort();
  }
}
