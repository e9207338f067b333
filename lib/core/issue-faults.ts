import { z } from 'zod';
import { type Fault, Refusal } from './errors.ts';
import { inOurWords } from './issue-messages.ts';

// Applies to the whole process; schemas with their own messages keep them.
z.config({ customError: inOurWords });

type Issue = z.ZodError['issues'][number];

interface Given {
  /** The validated value; distinguishes a missing field from an invalid one. */
  given: unknown;
  /** Path of the validated value in the request; empty for the top level. */
  under?: string;
}

/** Keeps a response far below 4.5 MB even if ten thousand symbols are invalid. */
const MOST_FAULTS = 1_000;

const isSized = (origin: string): boolean => origin === 'array' || origin === 'set' || origin === 'map';

function codeOfSize({ code, origin }: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const isLow = code === 'too_small';
  if (isSized(origin)) return isLow ? 'too_few' : 'too_many';
  if (origin === 'string') return isLow ? 'too_short' : 'too_long';
  return isLow ? 'too_low' : 'too_high';
}

/** Custom checks may set a code: `params: { code: 'not_a_symbol' }`. */
function ownCodeOf(issue: Issue): string | null {
  const named: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof named === 'string' ? named : null;
}

/** Maps zod issues to codes of our API, which must not depend on the validator. */
function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'not_whole' : 'wrong_type';
    case 'too_small':
    case 'too_big':
      return codeOfSize(issue);
    case 'invalid_format':
      return 'wrong_format';
    case 'not_multiple_of':
      return 'wrong_step';
    case 'unrecognized_keys':
      return 'unknown_field';
    case 'invalid_union':
      return issue.discriminator === undefined ? 'no_match' : 'not_one_of';
    case 'invalid_value':
      return 'not_one_of';
    case 'invalid_key':
      return 'wrong_key';
    case 'invalid_element':
      return 'wrong_item';
    case 'custom':
      return ownCodeOf(issue) ?? 'not_accepted';
  }
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    given,
  );
}

const pathOf = (...parts: PropertyKey[]): string =>
  parts
    .map(String)
    .filter((part) => part !== '')
    .join('.');

function faultsOfIssue(issue: Issue, { given, under = '' }: Given): Fault[] {
  const path = pathOf(under, ...issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf(path, key),
      code: 'unknown_field',
      message: `There is no field "${key}". Leave it out or check its spelling.`,
    }));
  }
  const { message } = issue;
  const isMissing = valueAt(given, issue.path) === undefined && ownCodeOf(issue) === null;
  return isMissing && issue.path.length > 0
    ? [{ path, code: 'missing', message: `${path} is missing. ${message}` }]
    : [{ path, code: codeOf(issue), message }];
}

/** Converts a schema's issues to faults. */
export function faultsOf(error: z.ZodError, given: Given): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, given));
}

/** Limits the faults in a response; the last one says how many are missing. */
function atMost(faults: Fault[]): Fault[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = faults.length - MOST_FAULTS;
  const rest = { path: '', code: 'more_faults', message: `${more} more faults are not listed.` };
  return [...faults.slice(0, MOST_FAULTS), rest];
}

/** A refusal that lists every fault; the message of a single fault becomes the detail. */
export function invalidInput(faults: Fault[]): Refusal {
  const [first] = faults;
  const detail =
    faults.length === 1 && first ? first.message : `${faults.length} parts of the request cannot be used.`;
  return new Refusal('invalid_input', detail, { faults: atMost(faults) });
}
