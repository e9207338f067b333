import { useSignal } from '@preact/signals';
import { type CallOptions, Refused, send, Unreachable } from './call.ts';

export interface Action {
  busy: boolean;
  /** Why the last one was refused; null if it was not. */
  fault: Refused | Unreachable | null;
  /** Resolves to the answer; null if it was refused, which `fault` then says. */
  run: (path: string, options: CallOptions) => Promise<Response | null>;
}

/** Something that a visitor does: at most one at a time, and what comes of it. */
export function useAction(): Action {
  const busy = useSignal(false);
  const fault = useSignal<Refused | Unreachable | null>(null);
  const run: Action['run'] = async (path, options) => {
    if (busy.peek()) return null;
    busy.value = true;
    fault.value = null;
    try {
      return await send(path, options);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      fault.value = error;
      return null;
    } finally {
      busy.value = false;
    }
  };
  return { busy: busy.value, fault: fault.value, run };
}
