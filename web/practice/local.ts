import { signal } from '@preact/signals';
import { call } from '../api/call.ts';

/** What the local stack serves beside the deployment; no deployment has it. */
const ROOM = '/_dev';
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether this is a local stack whose functions may be killed. */
export const breakable = signal(false);
let asked = false;

/** Asks once, and only where a local stack can be. */
export function askLocal(): void {
  if (asked || !LOOPBACK.test(location.hostname)) return;
  asked = true;
  call<{ break_it: boolean }>(ROOM).then(
    ({ break_it }) => {
      breakable.value = break_it;
    },
    () => {
      // Something else serves the page here: there is nothing to break.
    },
  );
}

export interface Killed {
  /** Process ids. */
  killed: number[];
}

/** Ends the processes of the function that carries jobs, with SIGKILL. @throws Refused, Unreachable */
export const killFunction = (): Promise<Killed> => call<Killed>(`${ROOM}/kill`, { method: 'POST' });
