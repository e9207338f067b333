import type { Clock } from '../../core/clock.ts';
import { GivenBack, TransientError } from '../../core/errors.ts';
import type { StepResult } from '../analyzer.ts';
import type { Child, Run } from './child.ts';
import { ProcessDied, stepTimeout } from './errors.ts';
import type { StepProcessFiles } from './files.ts';
import { MOST_UNPROVEN } from './limits.ts';
import type { AloneRequest } from './messages.ts';
import { Processes } from './processes.ts';

/** Runs steps in processes of their own, which are ended at the steps' timeouts whatever they do. */
export interface AloneRunner {
  /**
   * Steps that may share their process run in one with a few others of that kind. If it dies, or holds one of
   * them past its timeout, nobody knows by whose fault: all are given back, and each is run with nothing else next time.
   * @throws the step's PermanentError or TransientError; any other of its errors as an Error with its message;
   * ProcessDied; TransientError `step_timeout` or `isolation_unavailable`; GivenBack if too many others run,
   * the process starts too slowly, or another step may be at fault; the signal's reason. Unless the step itself has
   * answered, its process has been ended when this settles.
   */
  run(request: AloneRequest, signal: AbortSignal, mayShare?: boolean): Promise<StepResult<unknown>>;
  /** How many more steps that may share their process find room now. */
  room(): number;
}

export interface AloneDeps {
  files: StepProcessFiles;
  clock: Clock;
  /** What the lease of such a step lasts longer, in milliseconds: waiting and starting must fit into it. */
  marginMs: number;
  /** Processes at once. */
  atOnce: number;
}

/** Whether a step that shared its process, or had it after others, is not to be blamed for how its run ended. */
function mayBeAnothers(error: unknown, late: Error, { given, crowded }: Child): boolean {
  if (error === late) return crowded;
  const ended =
    error instanceof ProcessDied ||
    (error instanceof TransientError && error.code === 'isolation_unavailable');
  return ended && given > 1;
}

export function createAloneRunner({ files, clock, marginMs, atOnce }: AloneDeps): AloneRunner {
  const processes = new Processes(files, clock, atOnce);
  /** Only a process that ran nothing else can convict these steps. */
  const unproven = new Set<string>();

  const runIn = async (child: Child, asked: Omit<Waiting, 'run' | 'late'>) => {
    const { request } = asked;
    const name = nameOf(request);
    const late = stepTimeout(request.timeoutMs);
    const run = child.run(request);
    try {
      const result = await answerOf({ ...asked, run, late });
      unproven.delete(name);
      return result;
    } catch (error) {
      if (run.answered || !mayBeAnothers(error, late, child)) throw error;
      if (unproven.size < MOST_UNPROVEN) unproven.add(name);
      throw new GivenBack('the process ran other steps too');
    } finally {
      processes.done(child, run.answered);
    }
  };

  return {
    room: () => processes.room,
    run: async (request, signal, mayShare = false) => {
      const startBy = clock.passed() + marginMs * 0.9;
      const fresh = unproven.has(nameOf(request));
      const child = await processes.take({ shared: mayShare && !fresh, fresh }, marginMs / 2, signal);
      return await runIn(child, { startMs: startBy - clock.passed(), request, clock, signal });
    },
  };
}

const nameOf = ({ jobId, step }: AloneRequest) => `${jobId}/${step.key}`;

interface Waiting {
  run: Run;
  startMs: number;
  request: AloneRequest;
  late: Error;
  clock: Clock;
  signal: AbortSignal;
}

async function answerOf({ run, startMs, request, late, clock, signal }: Waiting) {
  const over = new AbortController();
  const within = async <T>(ms: number, wanted: Promise<T>, tooLate: Error): Promise<T> => {
    const limit = clock.sleep(ms, AbortSignal.any([signal, over.signal])).then(() => {
      throw tooLate;
    });
    limit.catch(() => {});
    return await Promise.race([wanted, limit]);
  };
  try {
    await within(startMs, run.begun, new GivenBack('the process of the step was not ready in time'));
    return await within(request.timeoutMs, run.answer, late);
  } finally {
    over.abort();
  }
}
