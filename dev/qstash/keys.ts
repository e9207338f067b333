import type { Context } from './context.ts';
import { type Answer, ok } from './http.ts';

/** GET /v2/keys */
export function getKeys({ store }: Context): Answer {
  return ok(store.settings.keys());
}

/** POST /v2/keys/rotate: the next key signs from now on. */
export function rotateKeys({ store }: Context): Answer {
  return ok(store.transaction(() => store.settings.rotate()));
}
