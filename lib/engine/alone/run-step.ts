import type { Log } from '../../core/log.ts';
import type { Analyzer, StepResult } from '../analyzer.ts';
import type { AloneRequest } from './messages.ts';

/** Runs one step of a job, in whichever process this is, and decides nothing about its outcome. */
export type RunStep = (request: AloneRequest, signal: AbortSignal) => Promise<StepResult<unknown>>;

/** @throws whatever the step throws; an Error if this code has no such stage. */
export function createRunStep(analyzers: ReadonlyMap<string, Analyzer>, log: Log): RunStep {
  return async ({ kind, input, stage: place, step, jobId, epoch }, signal) => {
    const stage = analyzers.get(kind)?.resume(input)?.stages[place];
    if (!stage) throw new Error(`This process cannot open stage ${place} of a job of kind "${kind}".`);
    const context = { jobId, epoch, signal, log: log.with({ job: jobId, epoch, alone: true }) };
    return await stage.run(step, context);
  };
}
