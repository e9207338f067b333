import { TransientError } from '../../core/errors.ts';

/** The process that ran one step alone ended without an answer. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** A step that was still running well after its signal had aborted: only the end of its process stops it. */
export class IgnoredSignal extends TransientError {}

export function stepTimeout(timeoutMs: number): TransientError {
  return new TransientError('step_timeout', timeoutMessage(timeoutMs));
}

export function ignoredSignal(timeoutMs: number): IgnoredSignal {
  return new IgnoredSignal(
    'step_timeout',
    `${timeoutMessage(timeoutMs)} It did not stop when it was told to.`,
  );
}

function timeoutMessage(timeoutMs: number): string {
  return `The step took longer than ${timeoutMs} ms.`;
}
