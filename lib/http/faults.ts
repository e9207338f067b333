import type { z } from '@hono/zod-openapi';
import { type Fault, Refusal } from '../core/errors.ts';
import { faultsOfIssue, type Issue } from '../core/issue-faults.ts';

/** An answer stays far below 4.5 MB also when ten thousand symbols are wrong. */
const MOST_FAULTS = 1_000;

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    given,
  );
}

/** A field that is not there is told apart from one that is wrong. */
function faultsIn(issue: Issue, given: unknown): Fault[] {
  const isMissing = issue.path.length > 0 && valueAt(given, issue.path) === undefined;
  if (issue.code === 'unrecognized_keys' || !isMissing) return faultsOfIssue(issue);
  const path = issue.path.join('.');
  return [{ path, code: 'missing', message: `${path} is missing. ${issue.message}` }];
}

/** Everything that is wrong with `given`, with missing fields told apart from wrong ones. */
function faultsOf(error: z.ZodError, given: unknown, further: Fault[]): Fault[] {
  const faults = [...error.issues.flatMap((issue) => faultsIn(issue, given)), ...further];
  if (faults.length <= MOST_FAULTS) return faults;
  const more = faults.length - MOST_FAULTS;
  const rest = { path: '', code: 'more_faults', message: `${more} more faults are not listed.` };
  return [...faults.slice(0, MOST_FAULTS), rest];
}

/** A refusal that names every fault. @param further what no schema can tell. */
export function invalidInput(error: z.ZodError, given: unknown, further: Fault[] = []): Refusal {
  const faults = faultsOf(error, given, further);
  const [first] = faults;
  const detail =
    faults.length === 1 && first
      ? first.message
      : `${error.issues.length + further.length} parts of the request cannot be used.`;
  return new Refusal('invalid_input', detail, { faults });
}
