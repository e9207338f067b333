import { Refusal } from '../../core/errors.ts';
import type { Format } from '../format.ts';

/** All result formats; within a media type family, the most readable comes first. */
export const FORMATS = [
  'json',
  'text',
  'markdown',
  'csv',
  'html',
  'jsonl',
  'model',
  'bibtex',
  'csl',
  'anki',
] as const satisfies readonly Format[];

/** include=raw is paged, so it is only available as JSON. @throws Refusal `invalid_input`. */
export function mustBeJson(format: Format): void {
  if (format === 'json') return;
  const message = 'include=raw is available as JSON only.';
  throw new Refusal('invalid_input', message, { faults: [{ path: 'include', code: 'json_only', message }] });
}

/** Response headers of a download. */
export function fileHeaders(type: string, filename: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${filename}"`,
  };
}
