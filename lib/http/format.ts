import { Refusal } from '../core/errors.ts';
import { preferred } from './accept.ts';

const MEDIA_TYPES = {
  json: 'application/json',
  text: 'text/plain',
  markdown: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  jsonl: 'application/x-ndjson',
  anki: 'text/tab-separated-values',
  model: 'application/vnd.unstuck.document+json',
  bibtex: 'application/x-bibtex',
  csl: 'application/vnd.citationstyles.csl+json',
} as const;
export type Format = keyof typeof MEDIA_TYPES;

export const mediaType = (format: Format): string => MEDIA_TYPES[format];

/**
 * The requested format, or else the available one that `Accept` prefers.
 * @param subject starts the error message.
 * @throws Refusal `invalid_input` if the requested format is not available, `not_acceptable`.
 */
export function formatOf<Offered extends Format>(
  has: readonly Offered[],
  asked: Format | undefined,
  accept: string | undefined,
  subject: string,
): Offered {
  if (asked === undefined) {
    const type = preferred(
      accept,
      has.map((format) => MEDIA_TYPES[format]),
    );
    const liked = has.find((format) => MEDIA_TYPES[format] === type);
    if (liked) return liked;
    const types = has.map((format) => MEDIA_TYPES[format]).join(' or ');
    throw new Refusal('not_acceptable', `${subject} is available as ${types}.`);
  }
  const offered = has.find((format) => format === asked);
  if (offered) return offered;
  const message = `${subject} is not available as ${asked}. format must be one of: ${has.join(', ')}.`;
  throw new Refusal('invalid_input', message, { faults: [{ path: 'format', code: 'not_offered', message }] });
}
