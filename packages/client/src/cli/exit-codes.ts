import {
  Forbidden,
  JobFailed,
  NotFound,
  OverLimit,
  Refused,
  ServiceAway,
  Unauthorized,
  Unreachable,
} from '../errors.ts';
import type { Job } from '../shapes.ts';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  withErrors: 3,
  refused: 4,
  unauthorized: 5,
  away: 69,
  running: 124,
  interrupted: 130,
} as const;

/** A command that was given wrongly. */
export class Usage extends Error {}

/** The job goes on: waiting for it was stopped, not the job. */
export class StillRunning extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function exitOfJob({ status }: Job): number {
  switch (status) {
    case 'completed':
      return EXIT.done;
    case 'completed_with_errors':
      return EXIT.withErrors;
    case 'failed':
    case 'cancelled':
      return EXIT.failed;
    default:
      return EXIT.running;
  }
}

export function exitOfError(error: unknown): number {
  if (error instanceof Usage) return EXIT.usage;
  if (error instanceof StillRunning) return error.exitCode;
  if (error instanceof JobFailed) return EXIT.failed;
  if (error instanceof Unauthorized || error instanceof Forbidden) return EXIT.unauthorized;
  if (error instanceof Unreachable || error instanceof ServiceAway) return EXIT.away;
  if (error instanceof NotFound || error instanceof OverLimit || error instanceof Refused)
    return EXIT.refused;
  return EXIT.failed;
}
