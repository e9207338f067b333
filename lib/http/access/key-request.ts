import { z } from '@hono/zod-openapi';
import { SCOPES } from '../../access/scopes.ts';

const DAY = 86_400;
const MOST_LIFE = 3_650 * DAY;
const MOST_OVERLAP = 30 * DAY;

const OWNER_ERROR = 'owner must be 1 to 64 small letters, digits, "-" and "_".';

/** As in API_KEYS. */
export const ownerName = z.string(OWNER_ERROR).regex(/^[a-z0-9_-]{1,64}$/, OWNER_ERROR);

const NAME_ERROR = 'name must be 1 to 100 characters, without line breaks.';
const SCOPES_ERROR = `scopes must be a list of one or more of ${SCOPES.join(', ')}.`;
const LIFE_ERROR = `expires_in_seconds must be a whole number from 60 to ${MOST_LIFE} (ten years).`;
const OVERLAP_ERROR = `overlap_seconds must be a whole number from 0 to ${MOST_OVERLAP} (30 days).`;

/** A name of a key: no control characters, since it goes into logs and records. */
const keyName = z
  .string(NAME_ERROR)
  .max(100, NAME_ERROR)
  .refine((name) => name.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(name), NAME_ERROR);

const keyScopes = z
  .array(z.enum(SCOPES, SCOPES_ERROR), SCOPES_ERROR)
  .min(1, SCOPES_ERROR)
  .max(SCOPES.length, SCOPES_ERROR)
  .transform((given) => SCOPES.filter((each) => given.includes(each)));

export const createKeySchema = z
  .strictObject({
    owner: ownerName,
    name: keyName,
    scopes: keyScopes.optional().openapi({ description: 'Default: read and write.' }),
    expires_in_seconds: z
      .int(LIFE_ERROR)
      .min(60, LIFE_ERROR)
      .max(MOST_LIFE, LIFE_ERROR)
      .optional()
      .openapi({ description: 'Without it the key does not expire.' }),
  })
  .openapi('KeyRequest');

export const rotateKeySchema = z
  .strictObject({
    overlap_seconds: z
      .int(OVERLAP_ERROR)
      .min(0, OVERLAP_ERROR)
      .max(MOST_OVERLAP, OVERLAP_ERROR)
      .default(DAY)
      .openapi({ description: 'How long the old key stays valid beside the new one. Default: one day.' }),
  })
  .openapi('KeyRotation');
