import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Refused, send, Unreachable } from '../../api/call.ts';
import { credential } from '../../api/credential.ts';

export interface Text {
  text: string | null;
  fault: Refused | Unreachable | null;
}

const NOTHING: Text = { text: null, fault: null };

/** An answer of the API that is not JSON. @param path null: nothing is asked for */
export function useText(path: string | null): Text {
  const state = useSignal<Text>(NOTHING);
  const key = credential.key.value;
  useEffect(() => {
    state.value = NOTHING;
    if (path === null) return;
    const ending = new AbortController();
    const ask = async () => {
      const text = await (await send(path, { signal: ending.signal })).text();
      if (!ending.signal.aborted) state.value = { text, fault: null };
    };
    ask().catch((error: unknown) => {
      if (ending.signal.aborted) return;
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      state.value = { text: null, fault: error };
    });
    return () => ending.abort();
  }, [path, key, state]);
  return state.value;
}
