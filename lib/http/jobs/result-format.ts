import { Refusal } from '../../core/errors.ts';
import { preferred } from '../accept.ts';

export const MEDIA_TYPES = { json: 'application/json', csv: 'text/csv', html: 'text/html' } as const;
export type Format = keyof typeof MEDIA_TYPES;
export const FORMATS = ['json', 'csv', 'html'] as const satisfies readonly Format[];

/**
 * The format that was asked for, else the one that `Accept` likes best, of those that a kind has.
 * @throws Refusal `invalid_input` where the kind lacks what was asked for, `not_acceptable`.
 */
export function formatOf(
  has: readonly Format[],
  asked: Format | undefined,
  accept: string | undefined,
): Format {
  if (asked === undefined) {
    const type = preferred(
      accept,
      has.map((format) => MEDIA_TYPES[format]),
    );
    const liked = has.find((format) => MEDIA_TYPES[format] === type);
    if (liked) return liked;
    const types = has.map((format) => MEDIA_TYPES[format]).join(' or ');
    throw new Refusal('not_acceptable', `This result comes as ${types}.`);
  }
  if (has.includes(asked)) return asked;
  const message = `This result does not come as ${asked}: format is one of: ${has.join(', ')}.`;
  throw new Refusal('invalid_input', message, { faults: [{ path: 'format', code: 'not_offered', message }] });
}

/** What results rest on comes in pages. @throws Refusal `invalid_input`. */
export function mustBeJson(format: Format): void {
  if (format === 'json') return;
  const message = 'include=raw comes as JSON only.';
  throw new Refusal('invalid_input', message, { faults: [{ path: 'include', code: 'json_only', message }] });
}
