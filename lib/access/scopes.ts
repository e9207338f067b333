/** What a key may do: read its owner's things, change them, or care for the keys and limits of all owners. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];
