import type { z } from '@hono/zod-openapi';
import { type Fault, Refusal } from '../core/errors.ts';

/** An answer stays far below 4.5 MB also when ten thousand symbols are wrong. */
const MOST_FAULTS = 1_000;

type Issue = z.ZodError['issues'][number];

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    given,
  );
}

/** A check of our own may name a code that says more than `custom`. */
function codeOf(issue: Issue): string {
  const named: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof named === 'string' ? named : issue.code;
}

function faultsOfIssue(issue: Issue, given: unknown): Fault[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      code: 'unknown_field',
      message: `There is no field "${key}". Leave it out or check its spelling.`,
    }));
  }
  if (issue.path.length > 0 && valueAt(given, issue.path) === undefined) {
    return [{ path, code: 'missing', message: `${path} is missing. ${issue.message}` }];
  }
  return [{ path, code: codeOf(issue), message: issue.message }];
}

/** Everything that is wrong with `given`, with missing fields told apart from wrong ones. */
function faultsOf(error: z.ZodError, given: unknown, further: Fault[]): Fault[] {
  const faults = [...error.issues.flatMap((issue) => faultsOfIssue(issue, given)), ...further];
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
