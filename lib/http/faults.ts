import type { z } from '@hono/zod-openapi';
import type { Fault } from '../core/errors.ts';
import { faultsOf, invalidInput } from '../core/issue-faults.ts';
import { isStorable } from '../core/storable-text.ts';
import { isAsked } from '../engine/analyzer.ts';

const MOST_SHOWN = 64;

function unstorable(path: string, text: string): Fault {
  const what = text.includes('\0') ? 'the NUL character (U+0000)' : 'half of a surrogate pair';
  const shown = JSON.stringify(text.slice(0, MOST_SHOWN));
  const message = `${path} is ${shown}: leave out ${what}, which cannot be stored.`;
  return { path, code: 'unstorable_text', message };
}

/** The object to check: the value itself, or the input of an already parsed request. */
const membersOf = (value: object): object =>
  isAsked(value) && typeof value.known === 'object' && value.known !== null ? value.known : value;

/** Fast check that builds no paths: almost every request passes, and some have 20,000 posts. */
function holdsOnlyStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(membersOf(value)).every(holdsOnlyStorable);
}

function unstorableIn(value: unknown, path: string): Fault[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [unstorable(path, value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(membersOf(value)).flatMap(([key, member]) =>
    unstorableIn(member, path === '' ? key : `${path}.${key}`),
  );
}

/**
 * Rejects strings that PostgreSQL cannot store. Content such as posts has already been cleaned by its schema
 * (`storable`).
 * @throws Refusal `invalid_input` listing each such string.
 */
export function refuseUnstorable(accepted: unknown): void {
  if (!holdsOnlyStorable(accepted)) throw invalidInput(unstorableIn(accepted, ''));
}

/** Validation result for one part of a request. */
export type Validation = { target: string } & (
  | { success: true; data: unknown }
  | { success: false; error: z.ZodError; data?: unknown }
);

/**
 * Validation hook of every route.
 * @param further faults that no schema checks, reported along with the schema's.
 * @throws Refusal `invalid_input` with every fault.
 */
export function mustBeValid(result: Validation, further: Fault[] = []): void {
  if (!result.success) {
    const { error, data: given } = result;
    throw invalidInput([...faultsOf(error, { given }), ...further]);
  }
  // A path parameter that cannot be stored matches nothing, so its route answers 404.
  if (result.target !== 'param') refuseUnstorable(result.data);
}
