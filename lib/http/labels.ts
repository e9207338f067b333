import { z } from '@hono/zod-openapi';
import { several } from './several.ts';

const MOST_NAME = 200;
const MOST_TAGS = 20;

const TAG = /^[\w:.-]{1,64}$/;
const OF_TAGS = 'A tag has 1 to 64 characters: letters without accents, digits and _ : . -';

/** A job's name, of whoever creates it. */
export const nameSchema = z
  .string('name must be a text.')
  .trim()
  .min(1, 'name must not be empty. Leave it out instead.')
  .max(MOST_NAME, `name has at most ${MOST_NAME} characters.`)
  .openapi('JobName', { description: 'Shown with the job.', example: 'Nightly run' });

const distinct = (tags: string[]): string[] => [...new Set(tags)];
const MANY = `There are at most ${MOST_TAGS} tags.`;

/** A job's tags, each once. */
export const tagsSchema = z
  .array(z.string().regex(TAG, OF_TAGS))
  .transform(distinct)
  .refine((tags) => tags.length <= MOST_TAGS, { error: MANY, params: { code: 'too_many' } })
  .openapi('JobTags', {
    type: 'array',
    items: { type: 'string', pattern: '^[\\w:.-]{1,64}$' },
    maxItems: MOST_TAGS,
    description: 'To find the job by. Each counts once.',
    example: ['nightly', 'team:blue'],
  });

/** Tags in a query. */
export const tagsFrom = (most: number) =>
  several({ is: (tag): tag is string => TAG.test(tag), otherwise: OF_TAGS, code: 'wrong_format' }).refine(
    (tags) => tags.length <= most,
    { error: `There can be at most ${most} tags here.`, params: { code: 'too_many' } },
  );

/** Name and tags beside a body that is nothing but the input. */
export const labelsQuery = z.object({
  name: nameSchema.optional(),
  tags: tagsFrom(MOST_TAGS)
    .optional()
    .openapi({
      type: 'array',
      items: { type: 'string' },
      description: 'Repeat the parameter or separate tags by commas.',
    }),
});
