import type { z } from 'zod';
import type { Fault } from './errors.ts';

export type Issue = z.ZodError['issues'][number];

/** A check of our own may name a code that says more than `custom`. */
function codeOf(issue: Issue): string {
  const named: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof named === 'string' ? named : issue.code;
}

/** What zod found in one place, as faults. @param under where the validated value stands; empty for the top. */
export function faultsOfIssue(issue: Issue, under = ''): Fault[] {
  const at = (...further: PropertyKey[]) =>
    [under, ...issue.path, ...further].filter((part) => part !== '').join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: at(key),
      code: 'unknown_field',
      message: `There is no field "${key}". Leave it out or check its spelling.`,
    }));
  }
  return [{ path: at(), code: codeOf(issue), message: issue.message }];
}
