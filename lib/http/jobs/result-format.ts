import { Refusal } from '../../core/errors.ts';
import type { Format } from '../format.ts';

/** All that results come in, the most readable of a kind of media type first. */
export const FORMATS = [
  'json',
  'text',
  'markdown',
  'csv',
  'html',
  'jsonl',
] as const satisfies readonly Format[];

/** What results rest on comes in pages. @throws Refusal `invalid_input`. */
export function mustBeJson(format: Format): void {
  if (format === 'json') return;
  const message = 'include=raw comes as JSON only.';
  throw new Refusal('invalid_input', message, { faults: [{ path: 'include', code: 'json_only', message }] });
}

/** How a text is sent that is saved as a file. */
export function fileHeaders(type: string, filename: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${filename}"`,
    'X-Content-Type-Options': 'nosniff',
  };
}
