import type { z } from '@hono/zod-openapi';
import type { Fault } from '../core/errors.ts';
import { faultsOf, invalidInput } from '../core/issue-faults.ts';
import { isStorable } from '../core/storable-text.ts';
import { isAsked } from '../engine/analyzer.ts';

const MOST_SHOWN = 64;

/** @param path where the text is. */
export function unstorable(path: string, text: string): Fault {
  const what = text.includes('\0') ? 'the NUL character (U+0000)' : 'half of a surrogate pair';
  const shown = JSON.stringify(text.slice(0, MOST_SHOWN));
  const message = `${path} is ${shown}: leave out ${what}, which cannot be stored.`;
  return { path, code: 'unstorable_text', message };
}

interface Place {
  value: unknown;
  above: Place | null;
  key: string;
}

/** Of a place deeper than this the innermost part is named. */
const MOST_NAMED = 32;

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at: Place | null = place; at && keys.length < MOST_NAMED; at = at.above) keys.unshift(at.key);
  return keys.filter((key) => key !== '').join('.');
}

/** The members to check: of the value itself, or of the input of an already parsed request. */
const membersOf = (value: object): [string, unknown][] =>
  Object.entries(
    isAsked(value) && typeof value.known === 'object' && value.known !== null ? value.known : value,
  );

/** Each text and each name in a value that is at fault. Without recursion: JSON may be nested a million deep. */
function faultyTexts(value: unknown, isFaulty: (text: string) => boolean): Fault[] {
  const faults: Fault[] = [];
  const left: Place[] = [{ value, above: null, key: '' }];
  for (let place = left.pop(); place; place = left.pop()) {
    const { value: at } = place;
    if (typeof at === 'string' && isFaulty(at)) faults.push(unstorable(pathOf(place), at));
    if (typeof at !== 'object' || at === null) continue;
    for (const [key, member] of membersOf(at).reverse()) {
      if (isFaulty(key)) faults.push(unstorable(pathOf(place), key));
      left.push({ value: member, above: place, key });
    }
  }
  return faults;
}

/** @throws Refusal `invalid_input` listing each text and name with a NUL. */
export function refuseNul(value: unknown): void {
  const faults = faultyTexts(value, (text) => text.includes('\0'));
  if (faults.length > 0) throw invalidInput(faults);
}

/**
 * Rejects strings that PostgreSQL cannot store. Content such as posts has already been cleaned by its schema
 * (`storable`).
 * @throws Refusal `invalid_input` listing each such string.
 */
export function refuseUnstorable(accepted: unknown): void {
  const faults = faultyTexts(accepted, (text) => !isStorable(text));
  if (faults.length > 0) throw invalidInput(faults);
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
  refuseUnstorable(result.data);
}
