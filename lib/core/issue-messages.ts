import type { z } from 'zod';

const MOST_QUOTED = 60;

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/** Formats a value for a message: collections by type, long text truncated. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)}…`;
}

const listed = (values: readonly unknown[]): string => values.map((value) => String(value)).join(', ');

/** `have at least 2 characters`, `have at most 1 item`, `be more than 3`. */
function sized(bound: string, limit: number | bigint, origin: string): string {
  const counts: Readonly<Record<string, string>> = { string: 'character', array: 'item', set: 'item' };
  const unit = counts[origin];
  if (unit === undefined) return `be ${bound} ${limit}`;
  return `have ${bound} ${limit} ${unit}${Number(limit) === 1 ? '' : 's'}`;
}

/** Requirement on the value; completes a sentence that starts with "It must". */
function demandOf(issue: z.core.$ZodRawIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return `be ${EXPECTED[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return sized(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin);
    case 'too_big':
      return sized(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin);
    case 'invalid_format':
      return issue.pattern === undefined ? `be a valid ${issue.format}` : `match ${issue.pattern}`;
    case 'not_multiple_of':
      return `be a multiple of ${issue.divisor}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `be ${listed(issue.values)}` : `be one of: ${listed(issue.values)}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `be one of: ${listed(issue.options)}` : 'have a documented form';
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
    case 'custom':
      return null;
  }
}

/** Default message with field, value and requirement, if the schema has none; null keeps zod's message. */
export const inOurWords: z.core.$ZodErrorMap = (issue) => {
  const demand = demandOf(issue);
  if (demand === null) return null;
  if (issue.input === undefined) return `It must ${demand}.`;
  const subject = issue.path?.length ? issue.path.map(String).join('.') : 'What was sent';
  return `${subject} is ${quoted(issue.input)}. It must ${demand}.`;
};
