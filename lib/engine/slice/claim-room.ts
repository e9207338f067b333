import type { ClaimRoom } from '../../jobs/turn/turn.ts';
import { SHARED_BY } from '../alone/limits.ts';
import type { EngineDeps } from '../deps.ts';

/** What a slice that holds `held` steps has room for, until nobody waits for its claim any more. */
export function claimRoom(
  { settings, alone }: Pick<EngineDeps, 'settings' | 'alone'>,
  held: number,
  notAfterMs: number,
): ClaimRoom {
  const aloneRoom = Math.min(SHARED_BY, alone?.room() ?? settings.aloneAtOnce);
  return { held, aloneRoom, aloneStartMs: settings.aloneStartMs, notAfterMs };
}
