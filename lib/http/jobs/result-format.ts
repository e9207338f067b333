import { Refusal } from '../../core/errors.ts';
import type { Format } from '../format.ts';

export const FORMATS = ['json', 'csv', 'html'] as const satisfies readonly Format[];

/** What results rest on comes in pages. @throws Refusal `invalid_input`. */
export function mustBeJson(format: Format): void {
  if (format === 'json') return;
  const message = 'include=raw comes as JSON only.';
  throw new Refusal('invalid_input', message, { faults: [{ path: 'include', code: 'json_only', message }] });
}
