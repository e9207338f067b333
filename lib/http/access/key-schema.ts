import { z } from '@hono/zod-openapi';
import type { Key } from '../../access/keys.ts';
import { SCOPES } from '../../access/scopes.ts';
import { isoOrNull } from '../../core/instant.ts';
import { instantSchema } from '../instant.ts';

export const KEY_ID = 'key_01k0a3v5zq8m4n7p2r6t9w';

export const keySchema = z
  .object({
    id: z.string().nullable().openapi({ description: 'Null for a key of API_KEYS, which has no row.' }),
    owner: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    created_at: instantSchema.nullable(),
    created_by: z.string().nullable().openapi({ description: 'The name of the key that made it.' }),
    expires_at: instantSchema.nullable(),
    last_used_at: instantSchema.nullable().openapi({ description: 'To the minute.' }),
    revoked_at: instantSchema.nullable(),
    replaced_by: z.string().nullable().openapi({ description: 'The id of the key that it was rotated to.' }),
  })
  .openapi('Key');
export type KeyJson = z.infer<typeof keySchema>;

export const newKeySchema = keySchema
  .extend({ key: z.string().openapi({ description: 'The key itself. It is shown this once.' }) })
  .openapi('NewKey');

export const KEY: KeyJson = {
  id: KEY_ID,
  owner: 'ann',
  name: 'ci',
  scopes: ['read', 'write'],
  created_at: '2026-01-05T12:00:00.000Z',
  created_by: 'API_KEYS',
  expires_at: '2027-01-05T12:00:00.000Z',
  last_used_at: null,
  revoked_at: null,
  replaced_by: null,
};

export const NEW_KEY: z.infer<typeof newKeySchema> = {
  ...KEY,
  key: 'uk_Zm9yIHRoZSBkb2N1bWVudCBvbmx5LCBub3QgYSBrZXk',
};

const iso = (at: Date | null) => isoOrNull(at === null ? null : at.getTime());

export function keyJson(key: Key): KeyJson {
  const { id, owner, name, scopes, createdBy, replacedBy } = key;
  return {
    id,
    owner,
    name,
    scopes,
    created_at: iso(key.createdAt),
    created_by: createdBy,
    expires_at: iso(key.expiresAt),
    last_used_at: iso(key.lastUsedAt),
    revoked_at: iso(key.revokedAt),
    replaced_by: replacedBy,
  };
}
