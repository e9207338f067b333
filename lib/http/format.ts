import { Refusal } from '../core/errors.ts';
import { preferred } from './accept.ts';

const MEDIA_TYPES = { json: 'application/json', csv: 'text/csv' } as const;
type Format = keyof typeof MEDIA_TYPES;

/** The format that was asked for, else the one that `Accept` likes best. @throws Refusal `not_acceptable`. */
export function jsonOrCsv(asked: Format | undefined, accept: string | undefined): Format {
  if (asked) return asked;
  const type = preferred(accept, Object.values(MEDIA_TYPES));
  if (type === null) throw new Refusal('not_acceptable', 'This comes as application/json or text/csv.');
  return type === MEDIA_TYPES.csv ? 'csv' : 'json';
}
