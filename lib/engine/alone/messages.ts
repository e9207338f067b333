import {
  GivenBack,
  PermanentError,
  ProviderRefusal,
  ProviderSilence,
  TransientError,
} from '../../core/errors.ts';
import { messageOf } from '../../db/error-text.ts';
import { faultCode } from '../../jobs/database-refusal.ts';
import type { FurtherStep, StepToRun } from '../analyzer.ts';

/** One step to run in a process of its own. */
export interface AloneRequest {
  kind: string;
  /** The job's stored input. */
  input: unknown;
  /** The stage's place in the analyzer's list. */
  stage: number;
  step: StepToRun;
  jobId: string;
  epoch: number;
  timeoutMs: number;
}

/** An error as data: instances do not survive the way between processes. */
export interface Failure {
  is: 'failed';
  type: 'permanent' | 'transient' | 'refusal' | 'silence' | 'given_back' | 'other';
  code: string;
  message: string;
  retryAfterMs?: number | undefined;
}

/** What the parent sends: a step, and the number by which the replies name this run of it. */
export interface RunMessage {
  run: number;
  request: AloneRequest;
}

/** What the child sends. */
export interface ReplyMessage {
  run: number;
  reply: StepReply;
}

/** `begins` when the step starts to run, then one of the others. */
export type StepReply =
  | { is: 'begins' }
  | { is: 'done'; output: unknown; record: unknown; further: FurtherStep[] }
  | Failure;

export function failureOf(error: unknown): Failure {
  const message = messageOf(error);
  if (error instanceof PermanentError) return { is: 'failed', type: 'permanent', code: error.code, message };
  if (error instanceof GivenBack) return { is: 'failed', type: 'given_back', code: '', message };
  const refused = faultCode(error);
  if (refused !== null) return { is: 'failed', type: 'transient', code: refused, message };
  if (!(error instanceof TransientError)) return { is: 'failed', type: 'other', code: '', message };
  const { code, retryAfterMs } = error;
  return { is: 'failed', type: transientType(error), code, message, retryAfterMs };
}

function transientType(error: TransientError): Failure['type'] {
  if (error instanceof ProviderRefusal) return 'refusal';
  return error instanceof ProviderSilence ? 'silence' : 'transient';
}

/** The error that `failureOf` took apart. */
export function errorOf({ type, code, message, retryAfterMs }: Failure): Error {
  if (type === 'permanent') return new PermanentError(code, message);
  if (type === 'given_back') return new GivenBack(message);
  if (type === 'refusal') return new ProviderRefusal(code, message, { retryAfterMs });
  if (type === 'silence') return new ProviderSilence(code, message, { retryAfterMs });
  if (type === 'transient') return new TransientError(code, message, { retryAfterMs });
  return new Error(message);
}
