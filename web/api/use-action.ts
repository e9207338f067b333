import { useSignal } from '@preact/signals';
import { Refused, Unreachable } from './call.ts';

/** Something that the reader has asked for, one at a time. */
export interface Action {
  busy: boolean;
  fault: Refused | Unreachable | null;
  run: (work: () => Promise<void>) => void;
}

export function useAction(): Action {
  const busy = useSignal(false);
  const fault = useSignal<Action['fault']>(null);
  const run = async (work: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    try {
      await work();
    } catch (error) {
      fault.value =
        error instanceof Refused || error instanceof Unreachable ? error : new Unreachable(String(error));
    } finally {
      busy.value = false;
    }
  };
  return { busy: busy.value, fault: fault.value, run: (work) => void run(work) };
}
