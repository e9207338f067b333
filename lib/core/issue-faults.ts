import { z } from 'zod';
import { type Fault, Refusal } from './errors.ts';
import { inOurWords } from './issue-messages.ts';

// For the whole process: schemas that word their errors keep their words.
z.config({ customError: inOurWords });

type Issue = z.ZodError['issues'][number];

interface Given {
  /** What was validated: tells a missing field from a wrong one. */
  given: unknown;
  /** Where the validated value stands in the request; empty for the top. */
  under?: string;
}

/** An answer stays far below 4.5 MB even when ten thousand symbols are wrong. */
const MOST_FAULTS = 1_000;

const isSized = (origin: string): boolean => origin === 'array' || origin === 'set' || origin === 'map';

function codeOfSize({ code, origin }: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const isLow = code === 'too_small';
  if (isSized(origin)) return isLow ? 'too_few' : 'too_many';
  if (origin === 'string') return isLow ? 'too_short' : 'too_long';
  return isLow ? 'too_low' : 'too_high';
}

/** A check of our own may name its code: `params: { code: 'not_a_symbol' }`. */
function ownCodeOf(issue: Issue): string | null {
  const named: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof named === 'string' ? named : null;
}

/** Codes are part of our API and outlive the validator: each of its issues is named in our own words. */
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

/** Everything that a schema found wrong, as faults of ours. */
export function faultsOf(error: z.ZodError, given: Given): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, given));
}

/** No more faults than an answer can carry; the last one tells how many were left out. */
function atMost(faults: Fault[]): Fault[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = faults.length - MOST_FAULTS;
  const rest = { path: '', code: 'more_faults', message: `${more} more faults are not listed.` };
  return [...faults.slice(0, MOST_FAULTS), rest];
}

/** A refusal that names every fault; a single one is the detail itself. */
export function invalidInput(faults: Fault[]): Refusal {
  const [first] = faults;
  const detail =
    faults.length === 1 && first ? first.message : `${faults.length} parts of the request cannot be used.`;
  return new Refusal('invalid_input', detail, { faults: atMost(faults) });
}
