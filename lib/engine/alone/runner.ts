import type { Clock } from '../../core/clock.ts';
import type { StepResult } from '../analyzer.ts';
import { type Child, startChild } from './child.ts';
import { GivenBack, stepTimeout } from './errors.ts';
import type { StepProcessFiles } from './files.ts';
import { AT_ONCE } from './limits.ts';
import type { AloneRequest } from './messages.ts';
import { Places } from './places.ts';

/** Runs steps in processes of their own, which are ended at the steps' timeouts whatever they do. */
export interface AloneRunner {
  /**
   * @throws the step's PermanentError or TransientError; any other of its errors as an Error with its message;
   * ProcessDied; TransientError `step_timeout` or `isolation_unavailable`; GivenBack if too many others run or
   * the process starts too slowly; the signal's reason. When it settles the process has been ended.
   */
  run(request: AloneRequest, signal: AbortSignal): Promise<StepResult<unknown>>;
}

export interface AloneDeps {
  files: StepProcessFiles;
  clock: Clock;
  /** What the lease of such a step lasts longer, in milliseconds: waiting and starting must fit into it. */
  marginMs: number;
  /** Default AT_ONCE. */
  atOnce?: number;
}

export function createAloneRunner({ files, clock, marginMs, atOnce = AT_ONCE }: AloneDeps): AloneRunner {
  const places = new Places(atOnce, clock);
  return {
    run: async (request, signal) => {
      const startBy = clock.now() + marginMs * 0.9;
      await places.take(marginMs / 2, signal);
      let child: Child | undefined;
      try {
        child = startChild(files, request);
        return await answerOf(child, { startMs: startBy - clock.now(), request, clock, signal });
      } finally {
        child?.kill();
        const left = child?.gone ?? Promise.resolve();
        left.then(() => places.leave());
      }
    },
  };
}

interface Waiting {
  startMs: number;
  request: AloneRequest;
  clock: Clock;
  signal: AbortSignal;
}

async function answerOf(child: Child, { startMs, request, clock, signal }: Waiting) {
  const over = new AbortController();
  const within = async <T>(ms: number, wanted: Promise<T>, late: () => Error): Promise<T> => {
    const limit = clock.sleep(ms, AbortSignal.any([signal, over.signal])).then(() => {
      throw late();
    });
    limit.catch(() => {});
    return await Promise.race([wanted, limit]);
  };
  try {
    await within(startMs, child.begun, () => new GivenBack('the process of the step was not ready in time'));
    const { timeoutMs } = request;
    return await within(timeoutMs, child.answer, () => stepTimeout(timeoutMs));
  } finally {
    over.abort();
  }
}
