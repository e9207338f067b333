import { isServiceFault, Refusal, type ServiceFault } from '../core/errors.ts';
import { isRetryable } from '../db/errors.ts';
import { databaseFaultOf, remedyOf } from '../db/faults.ts';

/**
 * What a failed statement means for the request: a fault of the database with its remedy, or an outage. Null for
 * any other error. `meanwhile` says what became of the request, as a full sentence.
 */
export function databaseRefusal(error: unknown, meanwhile = ''): Refusal | null {
  if (error instanceof Refusal) return null;
  const fault = databaseFaultOf(error);
  const so = meanwhile === '' ? '' : ` ${meanwhile}`;
  if (fault !== null) return new Refusal(fault, `${remedyOf(fault)}${so}`, { cause: error });
  if (!isRetryable(error)) return null;
  return new Refusal('database_unavailable', `The database did not answer.${so} Try again soon.`, {
    cause: error,
  });
}

/** Whether the database, not what it was asked, is the reason: nobody is to be blamed for the failure. */
export const isDatabaseAtFault = (error: unknown): boolean =>
  databaseFaultOf(error) !== null || isRetryable(error);

/** The code of the service's fault that an error stands for; null if it is another error. */
export function faultCode(error: unknown): ServiceFault | null {
  const { code } = error instanceof Refusal ? error : (databaseRefusal(error) ?? { code: '' });
  return isServiceFault(code) ? code : null;
}
