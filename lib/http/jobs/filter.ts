import { z } from '@hono/zod-openapi';
import type { JobQuery } from '../../jobs/job-query.ts';
import { JOB_STATUSES } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { tagsFrom } from '../labels.ts';
import { several } from '../several.ts';

const MOST_SOUGHT_TAGS = 5;
const REPEATED = 'Repeated, or separated by commas.';

function severalOf<const T extends string>(name: string, values: readonly T[]) {
  const known = new Set<string>(values);
  const is = (value: string): value is T => known.has(value);
  return several({
    is,
    otherwise: `${name} must be one or more of: ${values.join(', ')}.`,
    code: 'not_one_of',
  }).openapi({
    type: 'array',
    items: { type: 'string', enum: [...values] },
    description: REPEATED,
  });
}

function instantOf(name: string, description: string) {
  const error = `${name} must be a date or a time with its zone, such as 2026-01-05 or 2026-01-05T12:00:00Z.`;
  return z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], { error })
    .transform((text) => Date.parse(text))
    .openapi({ type: 'string', description, example: '2026-01-05T12:00:00Z' });
}

const Q_ERROR = 'q must be the key of a step, such as TCS.NS, or its beginning and a star, such as TCS*.';

/** Which jobs are meant: the parameters of the list, and the filter of an action on many. */
export function filterShape(kinds: HttpContext['kinds']) {
  return {
    status: severalOf('status', JOB_STATUSES).optional(),
    kind: severalOf('kind', [...kinds.keys()]).optional(),
    tag: tagsFrom(MOST_SOUGHT_TAGS)
      .optional()
      .openapi({ type: 'array', items: { type: 'string' }, description: `All of these tags. ${REPEATED}` }),
    q: z
      .string({ error: Q_ERROR })
      .max(300, Q_ERROR)
      .regex(/^[^*]+\*?$/, Q_ERROR)
      .optional()
      .openapi({
        description:
          'Jobs that began with a step of this key. `TCS*` finds keys that begin with TCS, up to 50 of them.',
        example: 'TCS.NS',
      }),
    since: instantOf('since', 'Created at or after this time.').optional(),
    until: instantOf('until', 'Created before this time.').optional(),
  };
}

type Filter = z.output<z.ZodObject<ReturnType<typeof filterShape>>>;

function keyOf(q: string | undefined): JobQuery['key'] {
  if (q === undefined) return null;
  return { text: q.replace(/\*$/, ''), isPrefix: q.endsWith('*') };
}

/** The jobs that a filter means. */
export function queryOf({ status = [], kind = [], tag = [], q, since, until }: Filter): JobQuery {
  return {
    statuses: status,
    kinds: kind,
    tags: tag,
    key: keyOf(q),
    since: since ?? null,
    until: until ?? null,
  };
}
