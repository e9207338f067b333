import type { EngineDeps } from '../deps.ts';
import { announceDue } from './announce.ts';

/** Hands a due event to the queue; whoever meets one calls this before it acknowledges. @throws as `announceDue`. */
export function announce(deps: EngineDeps, jobId: string): Promise<void> {
  return announceDue({ ...deps, dispatch: deps.publisher }, jobId);
}
